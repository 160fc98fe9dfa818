module example.com/revisions

go 1.22
