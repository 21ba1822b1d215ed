banxin-story 1
id s01
kind article
picture k1 caption=7 pixels=1750x1330 file=pictures/s01-k1.jpg
picture k2 caption=8 pixels=1040x680 file=pictures/s01-k2.jpg
picture k3 caption=9 pixels=1040x760 file=pictures/s01-k3.jpg
picture k4 caption=10 pixels=700x960 file=pictures/s01-k4.jpg
picture k5 caption=11 pixels=1040x570 file=pictures/s01-k5.jpg
picture k6 caption=12 pixels=1040x570 file=pictures/s01-k6.jpg

@headline 1
一湖看四季

@body 2
本报摄影记者萧映舟在云汀湖边架起相机，一架就是一整年。同一个机位，同一支镜头，365天里有341天按下了快门，没有按下的24天，湖上大雾，什么也看不见。

@body 3
“大雾也该拍的。”他后来觉得可惜，“看不见，也是湖的一种样子。”

@body 4
一年里，他在镜头里看见冰封与开冻，看见候鸟来了又走，看见一座桥从两岸慢慢伸出手，在湖心握住。也看见几个固定的人：每天最早划过画面左下角的渔船，每个周末坐在栈桥尽头的祖孙，每到月圆就来洗相机的老先生。

@body 5
起初，他只想拍风景；拍到夏天，才发现真正等的是人。有一回，那条渔船连着三天没有出现，他坐不住了，沿着岸边问过去，才知道船主的孙女满月。第四天清晨，渔船准时划进取景框，船头多了一盏红灯笼。

@body 6
这341张照片，昨天起在大桥两岸的步道上展出。展板没有玻璃，也没有说明牌，只在每一张的右下角写着日期。有人从第一天慢慢走到最后一天，走了两个多小时，说像是把一年重新过了一遍。

@caption 7
{label:图1} 初雪落在云汀湖上，早起的渔船划过村前。

@caption 8
{label:图2} 芦花白时，越冬的白鹭贴着水面飞来。

@caption 9
{label:图3} 傍晚，市民在栈桥上眺望合龙不久的大桥。

@caption 10
{label:图4} 立夏，一老一少走向栈桥尽头。

@caption 11
{label:图5} 中秋夜，湖边人家的灯火落进水里。

@caption 12
{label:图6} 谷雨，渔人在细雨里收第一网。

@credit 13
（本组照片由本报记者萧映舟摄）
