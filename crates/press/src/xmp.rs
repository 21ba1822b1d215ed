//! The metadata packet (XMP) that names the standard and repeats the document information.

use crate::date::Date;

/// What the packet says.
pub(crate) struct Packet<'a> {
    pub(crate) title: &'a str,
    pub(crate) date: Date,
    /// Identity of the document through its versions, a UUID without prefix.
    pub(crate) document: &'a str,
    /// Identity of this version.
    pub(crate) instance: &'a str,
    pub(crate) producer: &'a str,
    /// `pdfxid:GTS_PDFXVersion`, for the standards that identify themselves here.
    pub(crate) standard: Option<&'a str>,
}

/// Text with the signs of markup escaped; characters that XML 1.0 does not know become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// The packet, UTF-8, without padding: a print file is not edited in place.
pub(crate) fn packet(packet: &Packet) -> Vec<u8> {
    let title = escape(packet.title);
    let date = packet.date.iso();
    let producer = escape(packet.producer);
    let (document, instance) = (packet.document, packet.instance);
    let standard = packet
        .standard
        .map(|name| format!("      <pdfxid:GTS_PDFXVersion>{name}</pdfxid:GTS_PDFXVersion>\n"))
        .unwrap_or_default();
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about=""
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:xmp="http://ns.adobe.com/xap/1.0/"
        xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
        xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
        xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
      <dc:format>application/pdf</dc:format>
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
      <xmp:CreateDate>{date}</xmp:CreateDate>
      <xmp:ModifyDate>{date}</xmp:ModifyDate>
      <xmp:MetadataDate>{date}</xmp:MetadataDate>
      <xmp:CreatorTool>{producer}</xmp:CreatorTool>
      <xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
      <xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
      <xmpMM:VersionID>1</xmpMM:VersionID>
      <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
      <pdf:Producer>{producer}</pdf:Producer>
      <pdf:Trapped>False</pdf:Trapped>
{standard}    </rdf:Description>
  </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{FEFF}'
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_is_escaped() {
        let xmp = packet(&Packet {
            title: "甲 & <乙>\u{1}",
            date: Date::new(2026, 8, 1),
            document: "d",
            instance: "i",
            producer: "p",
            standard: Some("PDF/X-4"),
        });
        let xmp = String::from_utf8(xmp).unwrap();
        assert!(xmp.contains(">甲 &amp; &lt;乙&gt;\u{FFFD}</rdf:li>"), "{xmp}");
        assert!(xmp.contains("<xmp:ModifyDate>2026-08-01T00:00:00+08:00</xmp:ModifyDate>"));
    }
}
