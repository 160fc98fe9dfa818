module example.com/codec

go 1.24

require example.com/sum v1.2.3
