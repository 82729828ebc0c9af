// swift-tools-version: 6.1
import PackageDescription

/// Settings of every target: Swift 6 mode, and no import that a file does not name itself.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Settings of the numeric targets: SIMD code for processors with AVX2 and FMA (x86-64-v3, every server since 2015).
/// `Sources/adcast` checks for them at start, so that an older processor gets a message and not an illegal instruction.
#if arch(x86_64)
    let numeric = strict + [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
    let numeric = strict
#endif

let package = Package(
    name: "adcast",
    products: [
        .executable(name: "adcast", targets: ["adcast"]),
        // For the benchmarks, a package of their own; nothing in these modules is public.
        .library(
            name: "AdcastModules",
            targets: [
                "AdvertiserDomain", "TensorCore", "NeuralNetwork", "SnapshotStorage", "Features", "ForecastModels",
                "Evaluation", "Checkpoints", "Training", "Inference", "Retraining", "HTTPCore", "PredictionAPI",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Exactly: a child ends with the thread that started it, and which one that is no version promises.
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "AdvertiserDomain", dependencies: ["Yams"], swiftSettings: strict),
        .target(name: "TensorCore", dependencies: ["COpenBLAS"], swiftSettings: numeric),
        .target(name: "NeuralNetwork", dependencies: ["TensorCore"], swiftSettings: numeric),
        .target(
            name: "SnapshotStorage",
            dependencies: [
                "AdvertiserDomain", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"), "SwiftCSV",
            ],
            swiftSettings: strict),
        .target(name: "Features", dependencies: ["AdvertiserDomain", "TensorCore"], swiftSettings: numeric),
        .target(name: "ForecastModels", dependencies: ["NeuralNetwork", "Features"], swiftSettings: numeric),
        .target(name: "Evaluation", dependencies: ["AdvertiserDomain", "TensorCore"], swiftSettings: numeric),
        .target(
            name: "Checkpoints",
            dependencies: ["Features", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "Training",
            dependencies: [
                "ForecastModels", "Evaluation", "Checkpoints", "SnapshotStorage",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: numeric),
        .target(
            name: "Inference",
            dependencies: [
                "ForecastModels", "Checkpoints", "CLinux", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: numeric),
        .target(
            name: "Retraining",
            dependencies: [
                "Training", "Inference", "CLinux", .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        .target(
            name: "HTTPCore",
            dependencies: ["CLinux", .product(name: "HTTPTypes", package: "swift-http-types")],
            swiftSettings: strict),
        .target(
            name: "PredictionAPI",
            dependencies: [
                "HTTPCore", "Retraining", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "adcast",
            dependencies: [
                "PredictionAPI", "Retraining", "Training", "CLinux",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("openapi.yaml"), .embedInCode("Page")], swiftSettings: strict),
    ]
        + [
            "AdvertiserDomain", "TensorCore", "NeuralNetwork", "SnapshotStorage", "Features", "ForecastModels",
            "Evaluation", "Checkpoints", "Training", "Inference", "Retraining", "HTTPCore",
            "PredictionAPI",
        ].map { name in
            .testTarget(
                name: "\(name)Tests", dependencies: [.byName(name: name)],
                exclude: ["ForecastModels", "Evaluation"].contains(name) ? ["Fixtures"] : [], swiftSettings: strict)
        }
        + [
            .testTarget(
                name: "DeployTests",
                dependencies: [
                    "adcast", "HTTPCore", .product(name: "HTTPTypes", package: "swift-http-types"),
                    .product(name: "Logging", package: "swift-log"),
                ],
                swiftSettings: strict),
            .testTarget(name: "AdministrationTests", dependencies: ["adcast"], swiftSettings: strict),
            // They change databases behind the program's back.
            .testTarget(
                name: "EndToEndTests", dependencies: ["adcast", .product(name: "GRDB", package: "GRDB.swift")],
                swiftSettings: strict),
        ]
)
