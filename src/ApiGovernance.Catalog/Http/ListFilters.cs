using ApiGovernance.Catalog.Feed.Webhooks;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>What lists of records are filtered by, kind by kind. All that a request gives must hold.</summary>
internal static class ListFilters
{
    private static readonly ListFilter[] OfEach =
    [
        new("label", (record, given) => HasLabel(record.Metadata, given)),
        new("q", (record, given) => IsNamed(record.Metadata, given)),
    ];

    private static readonly Dictionary<string, ListFilter[]> ByKind = new(StringComparer.Ordinal)
    {
        ["Team"] = OfEach,
        ["Backend"] = [ListFilter.Of<BackendDescriptor>("owner", backend => backend.Spec.Owner), ListFilter.Of<BackendDescriptor>("system", backend => backend.Spec.System), .. OfEach],
        ["Plan"] = OfEach,
        ["Consumer"] =
        [
            ListFilter.Of<ConsumerDescriptor>("owner", consumer => consumer.Spec.Owner),
            ListFilter.Of<ConsumerDescriptor>("partner", consumer => consumer.Spec.Partner),
            ListFilter.Of<ConsumerDescriptor>("plan", consumer => consumer.Spec.Plan),
            .. OfEach,
        ],
        ["CanonicalEntity"] = [ListFilter.Of<CanonicalEntityDescriptor>("owner", entity => entity.Spec.Owner), .. OfEach],
        ["EventContract"] =
        [
            ListFilter.Of<EventContractDescriptor>("owner", contract => contract.Spec.Owner),
            ListFilter.Of<EventContractDescriptor>("entity", contract => contract.Spec.Entity),
            ListFilter.Of<EventContractDescriptor>("type", contract => contract.Spec.Type),
            ListFilter.Of<EventContractDescriptor, ApiStage>("stage", contract => contract.Spec.Stage),
            ListFilter.Of<EventContractDescriptor, Visibility>("visibility", contract => contract.Spec.Visibility),
            ListFilter.Among<EventContractDescriptor>("producer", contract => contract.Spec.Producers),
            ListFilter.Among<EventContractDescriptor>("consumer", contract => contract.Spec.Consumers),
            .. OfEach,
        ],
        ["OverlapDecision"] =
        [
            ListFilter.Among<OverlapDecisionDescriptor>("api", decision => decision.Spec.Apis),
            ListFilter.Of<OverlapDecisionDescriptor, OverlapChoice>("decision", decision => decision.Spec.Decision),
            ListFilter.Of<OverlapDecisionDescriptor>("entity", decision => decision.Spec.Entity),
            .. OfEach,
        ],
        [WebhookDescriptor.KindName] = [ListFilter.Of<WebhookDescriptor>("owner", webhook => webhook.Spec.Owner)],
    };

    public static string[] NamesOf(string kind) => [.. ByKind[kind].Select(filter => filter.Name)];

    /// <exception cref="BodyRefusedException">A word that a filter does not have.</exception>
    public static IEnumerable<T> Among<T>(HttpRequest request, string kind, IEnumerable<T> records)
        where T : Descriptor
    {
        (ListFilter Filter, string Text)[] given =
        [
            .. from filter in ByKind[kind]
               let text = filter.Words.Count > 0 ? Caller.Word(request, filter.Name, filter.Words) : Caller.Text(request, filter.Name)
               where text is not null
               select (filter, text),
        ];
        return records.Where(record => Array.TrueForAll(given, one => one.Filter.Takes(record, one.Text)));
    }

    /// <param name="label"><c>name=value</c>, or <c>name</c> for any value.</param>
    public static bool HasLabel(DescriptorMetadata metadata, string label)
    {
        int at = label.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? metadata.Labels.ContainsKey(label)
            : metadata.Labels.TryGetValue(label[..at], out string? value) && value == label[(at + 1)..];
    }

    /// <summary>The text is a part of name or title, in any case.</summary>
    public static bool IsNamed(DescriptorMetadata metadata, string text) =>
        metadata.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || metadata.Title?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
