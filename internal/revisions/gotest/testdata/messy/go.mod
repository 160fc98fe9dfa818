module example.com/messy

go 1.20
