import HTTPCore
import HTTPTypes

/// `GET /openapi.yaml`: the contract.
struct ContractEndpoint: Sendable {
    let contract: [UInt8]

    func response() -> ServerResponse {
        ServerResponse(fields: [.contentType: "application/yaml"], body: .bytes(contract))
    }
}
