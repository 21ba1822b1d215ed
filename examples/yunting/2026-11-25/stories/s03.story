banxin-story 1
id s03
kind article

@headline 1
湖边的字

@byline 2
杜若川

@body 3
清早的湖是一张没有折过的纸。

@body 4
野鸭先落笔，写一个之，

@body 5
又写一个之，

@body 6
写到芦苇那里，墨就淡了。

@body 7
母亲在埠头捶衣裳，

@body 8
一下，一下，给湖水点着逗号。

@body 9
她不识字，

@body 10
却从来没有把句子念破。

@body 11
只有月亮还照老样子，

@body 12
在纸的背面盖一个圆印：

@body 13
此处有人住过，

@body 14
此处，还有人住着。
