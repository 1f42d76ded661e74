module meshwright/render

go 1.24
