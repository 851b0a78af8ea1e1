using System.Globalization;
using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>What a schema says beside which values it allows: defaults, discriminators, extensible lists, deprecation.</summary>
internal static class NoteRules
{
    private static readonly string[] Levels = ["draft", "alpha", "beta", "stable"];

    public static void Check(PairContext pair)
    {
        SchemaNotes old = pair.Old.Notes, now = pair.New.Notes;
        if (old.Default != now.Default)
        {
            string aspect = old.Default is null ? "default-value-added" : now.Default is null ? "default-value-removed" : "default-value-changed";
            pair.Report(aspect, name => $"has another default for {name}: {now.Default?.Text ?? "none"} instead of {old.Default?.Text ?? "none"}.", old.Default?.Text, now.Default?.Text, isByMeaning: true);
        }

        foreach (string value in old.ExtensibleEnum.Except(now.ExtensibleEnum))
            pair.Report("x-extensible-enum-value-removed", name => $"no longer lists {value} for {name}.", value, null, isByMeaning: true);
        foreach (string value in now.ExtensibleEnum.Except(old.ExtensibleEnum))
            pair.Report("x-extensible-enum-value-added", name => $"lists {value} for {name} now.", null, value);
        Discriminator(pair, old.Discriminator, now.Discriminator);
    }

    /// <summary>Notes that are reported of the property that has them.</summary>
    public static void Property(PairContext pair, string name, SchemaTerm old, SchemaTerm now)
    {
        string? side = pair.Pair.Subject switch
        {
            "request-body" or "request-property" => "request-property",
            "response-body" or "response-property" => "response-property",
            _ => null,
        };
        if (side is null)
            return;
        SchemaNotes was = old.Shape.Notes, fresh = now.Shape.Notes;
        if (was.Deprecated != fresh.Deprecated)
        {
            string id = !fresh.Deprecated ? "reactivated" : fresh.Sunset is null ? "deprecated" : "deprecated-with-sunset";
            pair.ReportProperty(
                $"{side}-{id}", name,
                position => $"{(fresh.Deprecated ? "marks" : "no longer marks")} {position.Name} as deprecated{(fresh is { Deprecated: true, Sunset: { } day } ? $"; it ends on {day}" : "")}.",
                null, fresh.Sunset, null, now.Place, old.Place);
        }

        if (fresh is { Deprecated: true, Sunset: { } text } && text != was.Sunset && !DateOnly.TryParse(text.Split('T')[0], CultureInfo.InvariantCulture, out _))
            pair.ReportProperty($"{side}-deprecated-sunset-invalid", name, position => $"has an `x-sunset` of {position.Name} that is no date: `{text}`.", was.Sunset, text, null, now.Place, old.Place, isByMeaning: true);
        Stability(pair, side, name, was.Stability, fresh.Stability, now.Place, old.Place);
    }

    private static void Stability(PairContext pair, string side, string name, string? was, string? now, ResolvedNode? at, ResolvedNode? old)
    {
        int before = Array.IndexOf(Levels, was ?? "stable"), after = Array.IndexOf(Levels, now ?? "stable");
        if (before == after || before < 0 || after < 0)
            return;
        pair.ReportProperty(
            $"{side}-stability-{(after < before ? "decreased" : "increased")}", name, position => $"has stability `{now ?? "stable"}` instead of `{was ?? "stable"}` for {position.Name}.",
            was ?? "stable", now ?? "stable", null, at, old, isByMeaning: true);
    }

    private static void Discriminator(PairContext pair, DocumentNode? old, DocumentNode? now)
    {
        string? was = Property(old), fresh = Property(now);
        if (was is null && fresh is null)
            return;
        if (was is null || fresh is null)
        {
            pair.Report(was is null ? "discriminator-added" : "discriminator-removed", name => $"{(was is null ? "has" : "no longer has")} a discriminator of {name}{(was is null ? " now" : "")}: `{fresh ?? was}`.", was, fresh);
            return;
        }

        if (was != fresh)
            pair.Report("discriminator-property-name-changed", name => $"tells the alternatives of {name} apart by `{fresh}` instead of `{was}`.", was, fresh, "branch", isByMeaning: true);
        DefaultMapping(pair, Target(old!["defaultMapping"]), Target(now!["defaultMapping"]));
        Dictionary<string, string> before = Mapping(old!), after = Mapping(now!);
        foreach ((string value, string target) in before)
        {
            if (!after.TryGetValue(value, out string? other))
                pair.Report("discriminator-mapping-deleted", name => $"no longer maps `{value}` of {name}.", value, null, $"name:{value}");
            else if (other != target)
                pair.Report("discriminator-mapping-changed", name => $"maps `{value}` of {name} to `{other}` instead of `{target}`.", $"{value}: {target}", $"{value}: {other}", tag: $"name:{value}", isSafe: IsSafe(pair, value));
        }

        foreach (string value in after.Keys.Where(value => !before.ContainsKey(value)))
            pair.Report("discriminator-mapping-added", name => $"maps `{value}` of {name} now.", null, value, $"name:{value}");
    }

    /// <summary>3.2: what a value is without the property, or with a name that nothing maps.</summary>
    private static void DefaultMapping(PairContext pair, string? was, string? now)
    {
        if (was == now)
            return;
        if (was is not null && now is not null)
            pair.Report("discriminator-mapping-changed", name => $"has {name} of no known name as `{now}` instead of `{was}`.", $"default: {was}", $"default: {now}", isByMeaning: true);
        else if (now is null)
            pair.Report("discriminator-mapping-deleted", name => $"no longer has {name} of no known name as `{was}`.", $"default: {was}", null, isByMeaning: true);
        else
            pair.Report("discriminator-mapping-added", name => $"has {name} of no known name as `{now}` now.", null, $"default: {now}", isByMeaning: true);
    }

    /// <summary>What a message of this name may be is taken as what the name means over there.</summary>
    private static bool IsSafe(PairContext pair, string value) =>
        Named(pair.Pair.Producer, value) is { } sent && Named(pair.Pair.Consumer, value) is { } taken && (pair.IsRequest ? pair.Graph.Requests : pair.Graph.Responses).Includes(taken, sent);

    private static SchemaTerm? Named(SchemaTerm term, string value) =>
        term.Shape.Groups.FirstOrDefault(group => group.Names is not null) is { Discriminator: { } property, Names: { } names } group && names.TryGetValue(value, out SchemaTerm? branch)
            ? TermSplitting.With(TermSplitting.Branch(term, group, branch), property, JsonValueText.OfString(value))
            : null;

    private static string? Property(DocumentNode? discriminator) => discriminator?.AsString ?? discriminator?["propertyName"]?.AsString;

    private static Dictionary<string, string> Mapping(DocumentNode discriminator) =>
        (discriminator["mapping"]?.Members ?? []).ToDictionary(member => member.Name, member => Target(member.Value) ?? "", StringComparer.Ordinal);

    /// <summary>A component may be named alone or by its reference.</summary>
    private static string? Target(DocumentNode? written) =>
        written?.Text is not { } text ? null : text.StartsWith("#/components/schemas/", StringComparison.Ordinal) ? text["#/components/schemas/".Length..] : text;
}
