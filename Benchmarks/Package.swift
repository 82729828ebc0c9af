// swift-tools-version: 6.1
import PackageDescription

/// What is measured is visible inside its own package only: its modules are imported with `@testable`, and everything is
/// built with `-Xswiftc -enable-testing`, like the project itself.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "adcast-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "adcast", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "AdcastBenchmarks",
            dependencies: [
                .product(name: "AdcastModules", package: "adcast"),
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "Benchmarks/AdcastBenchmarks", swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "training-trajectory",
            dependencies: [
                .product(name: "AdcastModules", package: "adcast"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
    ]
)
