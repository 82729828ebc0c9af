import AdvertiserDomain
import ForecastModels

/// An ablation that is a setting of M2M and no architecture of its own.
enum SettingAblation: CaseIterable {
    /// The last of Table 5.
    case withoutTransformer
    /// One network where the configured M2M averages several.
    case ofOneMember

    /// What `--architectures` calls it.
    var name: String {
        switch self {
        case .withoutTransformer: Architecture.m2m.name + "_without_transformer"
        case .ofOneMember: Architecture.m2m.name + "_of_one_member"
        }
    }

    /// In reports.
    var title: String {
        switch self {
        case .withoutTransformer: Architecture.m2m.title + " without transformer"
        case .ofOneMember: Architecture.m2m.title + " of one member"
        }
    }

    func apply(to model: inout ModelConfiguration) {
        switch self {
        case .withoutTransformer: model.transformer = false
        case .ofOneMember: model.members = 1
        }
    }

    /// Whether it is another model than `model`.
    func changes(_ model: ModelConfiguration) -> Bool {
        var changed = model
        apply(to: &changed)
        return changed != model
    }
}
