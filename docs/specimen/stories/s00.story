banxin-story 1
id s00
kind page-title

@section 1
中文排版样张

@body 2
小五号宋体，栏宽十三字，行距十二点
