import Foundation

/// Another program whose forecasts join the report as a row.
package struct StudyPeer: Equatable, Sendable {
    package let name: String
    /// A CSV file for the main study, or a directory with a file for each part: `main.csv`, `heldout_7.csv` and so on.
    package let path: String

    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// That the study has a part which the forecasts can be of.
    ///
    /// - Throws: ``StudyError`` where there is nothing at the path, or nothing that the study would read.
    func check(includesMain: Bool, holdsOut: Bool) throws(StudyError) {
        guard includesMain || holdsOut else { throw .peerOfSweeps(peer: name) }
        let hasFiles = try isDirectory()
        guard hasFiles || includesMain else { throw .peerOfMainAlone(peer: name, file: path) }
    }

    /// The file of a part; `nil` where the peer is a single file and the part is not the main study.
    ///
    /// - Throws: ``StudyError/missingPeerFile(peer:file:)`` where it is not there.
    func file(for part: String, isMain: Bool) throws(StudyError) -> String? {
        guard try isDirectory() else { return isMain ? path : nil }
        let file = "\(path)/\(part).csv"
        guard FileManager.default.fileExists(atPath: file) else {
            throw .missingPeerFile(peer: name, file: file)
        }
        return file
    }

    private func isDirectory() throws(StudyError) -> Bool {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw .missingPeerFile(peer: name, file: path)
        }
        return isDirectory.boolValue
    }
}
