module example.com/codec

go 1.24

require example.com/sum v0.0.0
