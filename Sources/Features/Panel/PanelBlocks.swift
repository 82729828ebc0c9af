/// The values of a ``Panel`` by block, a block being [day, measure]. Valid inside ``Panel/withBlocks(_:)`` alone.
struct PanelBlocks {
    /// Numbers a block.
    let extent: Int
    /// One block a series.
    private let values: UnsafePointer<Float>
    private let sums: UnsafePointer<Float>
    private let places: UnsafePointer<ScenarioSums.Place>

    fileprivate init(
        extent: Int, values: UnsafePointer<Float>, sums: UnsafePointer<Float>,
        places: UnsafePointer<ScenarioSums.Place>
    ) {
        self.extent = extent
        self.values = values
        self.sums = sums
        self.places = places
    }

    /// The values of a series.
    ///
    /// - Parameter series: a position in ``Panel/series``.
    @inline(__always)
    func own(_ series: Int) -> UnsafePointer<Float> { values + series * extent }

    /// The values of an advertiser summed over its scenarios.
    ///
    /// - Parameter advertiser: a position in ``Panel/advertisers``.
    @inline(__always)
    func all(_ advertiser: Int) -> UnsafePointer<Float> {
        switch places[advertiser] {
        case .series(let series): values + Int(series) * extent
        case .block(let block): sums + Int(block) * extent
        }
    }
}

extension Panel {
    /// Calls `body` with the panel's blocks; not at all for a panel without values.
    @inline(__always)
    func withBlocks(_ body: (PanelBlocks) -> Void) {
        values.withUnsafeBufferPointer { values in
            sums.blocks.withUnsafeBufferPointer { blocks in
                sums.places.withUnsafeBufferPointer { places in
                    guard let values = values.baseAddress ?? blocks.baseAddress, let places = places.baseAddress
                    else { return }
                    // An empty array may have no address; then no place is a block.
                    body(
                        PanelBlocks(
                            extent: dayCount * measureCount, values: values, sums: blocks.baseAddress ?? values,
                            places: places))
                }
            }
        }
    }
}
