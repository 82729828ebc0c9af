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

    /// The file of a part; `nil` where the peer is a single file and the part is not the main study.
    ///
    /// - Throws: ``StudyError/missingPeerFile(peer:file:)`` where its directory lacks the file.
    func file(for part: String, isMain: Bool) throws(StudyError) -> String? {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
            return isMain ? path : nil
        }
        let file = "\(path)/\(part).csv"
        guard FileManager.default.fileExists(atPath: file) else {
            throw .missingPeerFile(peer: name, file: file)
        }
        return file
    }
}
