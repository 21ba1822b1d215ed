//! Makes Tauri's context: reads `tauri.conf.json` beside the root manifest and the permissions beside this file.

fn main() {
    for watched in ["tauri.conf.json", "src-tauri/capabilities", "src-tauri/permissions", "ui/dist"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error=Tauri's build step failed: {error:#}");
    }
}
