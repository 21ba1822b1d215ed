banxin-story 1
id s04
kind photos
picture k1 caption=3 pixels=1560x1040 file=pictures/s04-k1.jpg
picture k2 caption=4 pixels=900x600 file=pictures/s04-k2.jpg
picture k3 caption=5 pixels=900x600 file=pictures/s04-k3.jpg
picture k4 caption=6 pixels=900x600 file=pictures/s04-k4.jpg
picture k5 caption=7 pixels=900x600 file=pictures/s04-k5.jpg

@section 1
光影临溪

@body 2
深秋时节，青漾河两岸雾起雾散，一天里有一天的好看。老桥、渔港、梯田、书仓、深巷各有各的景致，又被同一条河串在一起。连日来，本报记者沿河而行，从上游的竹坪县走到下游的鹭湾港，用镜头记下这座小城从破晓到入夜的光影：早有薄雾，午有书香，暮有归舟，夜有灯火。

@caption 3
{label:图1} 晨雾中的青漾河与老渡桥。

@caption 4
{label:图2} 暮色里的鹭湾港，渔船陆续归航。

@caption 5
{label:图3} 竹坪县的梯田灌上冬水，层层如镜。

@caption 6
{label:图4} 天光洒进竹坪县图书馆的圆筒仓，读者在书架间选书。

@caption 7
{label:图5} 云渡区盐仓巷的红灯笼次第亮起。

@credit 8
（本栏照片均由本报记者萧映舟摄）
