using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Usage;

/// <summary>The report in one sentence.</summary>
internal static class ImpactSummary
{
    private const int MostNames = 5;

    public static string Of(IReadOnlyList<ConsumerStanding> consumers, int changes, ImpactInput input)
    {
        if (changes == 0)
            return "breaks nothing, so no consumer";
        if (input.AsOf is null)
        {
            return consumers.Count == 0
                ? "nobody knows whom it breaks: no gateway has reported calls of this version"
                : $"nobody knows which of {Words.Count(consumers.Count, "consumer")} it breaks: no gateway has reported calls of this version";
        }

        ConsumerStanding[] broken = [.. consumers.Where(consumer => consumer.State == ImpactState.Breaks)];
        ConsumerStanding[] unknown = [.. consumers.Where(consumer => consumer.State == ImpactState.Unknown)];
        string hit = $"breaks {(broken.Length == 0 ? "none" : Words.Number(broken.Length))} of {Words.Count(consumers.Count, "consumer")}";
        if (broken.Length > 0)
            hit += $": {Listed(broken, consumer => Described(consumer, input))}";
        return unknown.Length == 0 ? hit : $"{hit}; not known for {Words.Number(unknown.Length)}: {Listed(unknown, consumer => Described(consumer, input))}";
    }

    private static string Listed(ConsumerStanding[] consumers, Func<ConsumerStanding, string> words) =>
        string.Join(", ", consumers.Take(MostNames).Select(words)) + (consumers.Length > MostNames ? $" and {Words.Number(consumers.Length - MostNames)} more" : "");

    private static string Described(ConsumerStanding consumer, ImpactInput input)
    {
        string calls = $"{Words.Short(consumer.Calls)} call{(consumer.Calls == 1 ? "" : "s")} in {Words.Count(input.WindowDays, "day")}"
            + (consumer.LastCall is { } last ? $", last {Words.Ago(input.Now - last)}" : "");
        string?[] people = [consumer.Owner ?? consumer.Partner, consumer.Contact];
        string who = string.Join(", ", people.OfType<string>());
        return $"{consumer.Consumer} ({calls}{(who.Length > 0 ? $"; {who}" : "")})";
    }
}
