namespace ApiGovernance.Cli.Management;

/// <summary>The kinds of records with their places: in the API, and in a catalog folder.</summary>
/// <param name="Word">What people write.</param>
/// <param name="Collection">In the API.</param>
/// <param name="Folder">In a catalog folder.</param>
internal sealed record RecordKind(string Kind, string Word, string Collection, string Folder)
{
    public static IReadOnlyList<RecordKind> All { get; } =
    [
        new("Team", "team", "teams", "teams"),
        new("Backend", "backend", "backends", "backends"),
        new("Plan", "plan", "plans", "plans"),
        new("CanonicalEntity", "entity", "entities", "canonical"),
        new("EventContract", "event", "events", "events"),
        new("Api", "api", "apis", "apis"),
        new("Consumer", "consumer", "consumers", "consumers"),
        new("Subscription", "subscription", "subscriptions", "subscriptions"),
        new("Waiver", "waiver", "waivers", "waivers"),
        new("OverlapDecision", "overlap", "overlaps", "overlaps"),
    ];

    public static string[] Words { get; } = [.. All.Select(kind => kind.Word)];

    public static RecordKind Of(string word) => All.First(kind => kind.Word == word || kind.Kind == word);
}
