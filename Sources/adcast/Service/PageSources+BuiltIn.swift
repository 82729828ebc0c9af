import PredictionAPI

extension PageSources {
    /// The page of this program. The last script begins and needs all others.
    static var builtIn: PageSources {
        PageSources(
            markup: PackageResources.index_html, style: PackageResources.page_css,
            scripts: [
                PackageResources.wording_js, PackageResources.elements_js, PackageResources.service_js,
                PackageResources.charts_js, PackageResources.forecast_js, PackageResources.versions_js,
                PackageResources.platform_js, PackageResources.page_js,
            ])
    }
}
