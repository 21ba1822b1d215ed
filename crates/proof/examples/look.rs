#[path = "../../press/tests/common/mod.rs"]
mod common;
use banxin_measure::*;
use banxin_scene::*;
use common::*;
fn main() {
    let fonts = fonts();
    let dir = std::path::PathBuf::from("/tmp/look");
    let mut page = Page::new(&fonts, Length::from_mm(200), Length::from_mm(140));
    let pt = Length::from_pt;
    let r = |x, y, w, h| Rect::new(pt(x), pt(y), pt(w), pt(h));
    page.push(Item::Fill(r(30, 20, 500, 30), Colour { c: 1000, m: 500, y: 0, k: 100 }));
    let white = Setting { colour: Colour::PAPER, ..Setting::new(24) };
    page.line(("Noto Sans SC", "Bold"), white, Point::new(pt(40), pt(43)), "基层新风 Banxin 2026");
    page.line(("Noto Serif SC", "Black"), Setting { width_permille: 850, ..Setting::new(36) }, Point::new(pt(30), pt(95)), "一江碧水润两岸“百村”");
    page.line(("LXGW WenKai", "Regular"), Setting::new(12), Point::new(pt(30), pt(115)), "本报记者 𠮷野 柳青、兀\u{FA0C}");
    page.line(("FandolFang", "Regular"), Setting::new(12), Point::new(pt(230), pt(115)), "编者按：仿宋缺字𠮷处");
    for line in 0..14 {
        let s = Setting { tracking: Length::from_emu(line * 500), ..Setting::new(9) };
        page.line(("Noto Serif SC", "Regular"), s, Point::new(pt(30), pt(135 + 12 * line)), "江水东流，镇上的老码头（一九五八年建）换了新颜");
    }
    for (i, w) in [3175i64, 6350, 12700, 25400].iter().enumerate() {
        let y = pt(310 + 6 * i as i64);
        page.push(Item::Stroke(Stroke { from: Point::new(pt(30), y), to: Point::new(pt(250), y), width: Length::from_emu(*w), colour: Colour::BLACK }));
    }
    let img = |f: &str, frame, placed| Item::Image(Image { frame, placed, file: Some(f.into()) });
    page.push(img("photo.jpg", r(270, 130, 120, 90), r(270, 130, 120, 90)));
    page.push(img("photo.jpg", r(400, 130, 60, 90), r(370, 130, 120, 90)));
    page.push(img("grey.png", r(470, 130, 70, 60), r(470, 130, 70, 60)));
    page.push(img("alpha.png", r(470, 195, 70, 50), r(470, 195, 70, 50)));
    page.push(img("cmyk.jpg", r(270, 230, 80, 60), r(270, 230, 80, 60)));
    page.push(Item::Image(Image { frame: r(360, 230, 100, 60), placed: r(360, 230, 100, 60), file: None }));
    let p = |x, y| Point::new(pt(x), pt(y));
    page.push(Item::Shape(Path { segments: vec![Segment::Move(p(500, 300)), Segment::Curve(p(540, 300), p(540, 360), p(500, 360)), Segment::Curve(p(460, 360), p(460, 300), p(500, 300)), Segment::Close] }, Colour { c: 0, m: 1000, y: 1000, k: 0 }));
    let scene = page.scene;
    let t = std::time::Instant::now();
    let pdf = print(&fonts, std::slice::from_ref(&scene), &dir, banxin_press::Standard::PdfX4);
    println!("{:?} {:?}", t.elapsed(), pdf.findings);
    std::fs::write(dir.join("page.pdf"), &pdf.bytes).unwrap();
    let t = std::time::Instant::now();
    let pic = banxin_proof::render(&scene, &fonts, &dir, &banxin_proof::ProofOptions { dpi: 120, frames: false }).unwrap();
    println!("{:?}", t.elapsed());
    std::fs::write(dir.join("proof.png"), banxin_proof::png(&pic)).unwrap();
    let big = broadsheet(&fonts, 1800);
    let t = std::time::Instant::now();
    let pic = banxin_proof::render(&big, &fonts, &dir, &banxin_proof::ProofOptions { dpi: 150, frames: true }).unwrap();
    println!("big render {:?}", t.elapsed());
    let png = banxin_proof::png(&pic);
    println!("big png {:?} {}", t.elapsed(), png.len());
    std::fs::write(dir.join("big.png"), png).unwrap();
    std::fs::write(dir.join("big.pdf"), print(&fonts, &[big], &dir, banxin_press::Standard::PdfX4).bytes).unwrap();
}
