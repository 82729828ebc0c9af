/// One advertiser to forecast, whose history may still have to be read.
package enum PendingQuery: Sendable {
    case complete(ForecastQuery)
    case stored(StoredQuery)
}
