using System.Text;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>Makes the object part of a plan.</summary>
internal static class ObjectPlanner
{
    private const int MaxTags = 4;
    private const int MaxPatterns = 31;
    private const int MaxCombined = 4;
    private const long MaxProperties = 1_000_000;

    public static ObjectPlan Make(Planner planner, IReadOnlyList<PlanEntry> entries, Gathering gathering) =>
        Make(planner, entries, gathering, null, []) ?? new ObjectPlan { Others = Plan.Nothing, RefusesOtherNames = true, MinProperties = 1 };

    /// <summary>Null when no object is valid.</summary>
    private static ObjectPlan? Make(
        Planner planner, IReadOnlyList<PlanEntry> entries, Gathering gathering, ChoiceMade? made, string[] tags)
    {
        if (gathering.Rejects)
            return null;
        if (gathering.Undecided is { } reason)
            return Tape(entries, reason);
        var names = new NameList(gathering);
        List<Presence> presence = [];
        List<Choice> open = [];
        foreach (Choice choice in gathering.Choices)
        {
            if (PresencePlanner.Of(planner.Context, choice, names) is { } statement)
                presence.Add(statement);
            else
                open.Add(choice);
        }

        if (open.Count > 0)
            return Switch(planner, entries, open, made, tags);

        foreach (DependentInstruction dependent in gathering.Dependents)
            presence.Add(PresencePlanner.Of(dependent, names));
        return Properties(planner, entries, gathering, names, presence);
    }

    private static ObjectPlan Tape(IReadOnlyList<PlanEntry> entries, string reason) => new() { Tape = new TapePlan([.. entries], reason), Others = Plan.Anything };

    private static ObjectPlan Switch(
        Planner planner, IReadOnlyList<PlanEntry> entries, List<Choice> open, ChoiceMade? made, string[] tags)
    {
        TagCandidate? tag = tags.Length < MaxTags ? TagCandidate.Best(planner.Context, open[0], tags) : null;
        string reason = $"the branches of '{open[0].Instruction.Keyword}' cannot be told apart by a property";
        if (tag is null)
            return Tape(entries, reason);

        // One look at the property decides every choice that hangs on it.
        List<(Choice Choice, TagCandidate Tag)> decided = [(open[0], tag)];
        foreach (Choice other in open.Skip(1))
        {
            if (TagCandidate.For(planner.Context, other, tag.Property) is { } also)
                decided.Add((other, also));
        }

        Dictionary<string, ObjectPlan?> cases = new(StringComparer.Ordinal);
        ObjectPlan? Case(Func<TagCandidate, IReadOnlyList<int>> left)
        {
            string key = string.Join(';', decided.Select(d => string.Join(',', left(d.Tag))));
            if (cases.TryGetValue(key, out ObjectPlan? known))
                return known;
            ChoiceMade? all = made;
            foreach ((Choice choice, TagCandidate candidate) in decided)
                all = new ChoiceMade(choice.Instruction, choice.Scope, left(candidate), all);
            var gathering = Gathering.Of(planner.Context, Input.JsonKind.Object, entries, all);
            return cases[key] = Make(planner, entries, gathering, all, [.. tags, tag.Property]);
        }

        string[] values = [.. decided.SelectMany(static d => d.Tag.Values).Distinct(StringComparer.Ordinal)];
        var plan = new TagSwitch
        {
            Property = Encoding.UTF8.GetBytes(tag.Property),
            Values = new KeyTable([.. values.Select(Encoding.UTF8.GetBytes)], null),
            Cases = [.. values.Select(value => Case(t => t.With(value)))],
            OtherString = Case(static t => t.OtherString),
            NoString = Case(static t => t.NoString),
            Missing = Case(static t => t.Missing),
        };
        return cases.Values.All(static c => c?.Tape is not null) ? Tape(entries, reason) : new ObjectPlan { Switch = plan, Others = Plan.Anything };
    }

    private static ObjectPlan Properties(
        Planner planner, IReadOnlyList<PlanEntry> entries, Gathering gathering, NameList names, List<Presence> presence)
    {
        EcmaPattern[] patterns = [.. gathering.Properties.SelectMany(static r => r.Patterns).Distinct()];
        var nameGathering = Gathering.Of(planner.Context, Input.JsonKind.String, gathering.Names);
        var namePlanner = new StringPlanner(planner.Context);
        StringPlan? namePlan = namePlanner.Make(nameGathering);
        if (namePlanner.Obstacle is { } obstacle)
            return Tape(entries, obstacle);
        if (patterns.Length > MaxPatterns)
            return Tape(entries, "more patterns than are tried while reading");
        if ((long)names.Count * gathering.Properties.Count > MaxProperties)
            return Tape(entries, "more schemas speak of more properties than are merged");

        var plans = new Plan[names.Count];
        for (int i = 0; i < plans.Length; i++)
        {
            byte[] name = names.Bytes[i];
            bool refused = (namePlan is not null && !namePlan.Accepts(name)) || Array.Exists(patterns, p => p.Match(name) == PatternMatch.Undecided);
            plans[i] = refused ? Plan.Nothing : Property(planner, gathering, name, p => p.Match(name) == PatternMatch.Yes);
        }

        Plan others = Property(planner, gathering, null, static _ => false);
        var counts = gathering.Checks.OfType<CountInstruction>().ToArray();
        ulong[] required = names.Required;
        return new ObjectPlan
        {
            Keys = names.Count == 0 ? KeyTable.Empty : new KeyTable([.. names.Bytes], plans),
            Others = others,
            OtherNames = namePlan,
            RefusesOtherNames = patterns.Length == 0 && ReferenceEquals(others, Plan.Nothing),
            Patterns = patterns,
            ByPattern = ByPattern(planner, gathering, patterns),
            Required = required.Length == 0 ? 0 : required[0],
            RequiredAfter64 = required.Length > 1 ? required : null,
            MinProperties = counts.Where(static c => !c.Upper).Select(static c => c.Limit).DefaultIfEmpty(0).Max(),
            MaxProperties = counts.Where(static c => c.Upper).Select(static c => c.Limit).DefaultIfEmpty(long.MaxValue).Min(),
            Presence = presence.Count == 0 ? null : Presence.All(presence),
        };
    }

    private static Plan?[] ByPattern(Planner planner, Gathering gathering, EcmaPattern[] patterns)
    {
        int sets = patterns.Length is > 1 and <= MaxCombined ? 1 << patterns.Length : 0;
        var plans = new Plan?[patterns.Length + sets];
        for (int i = 0; i < patterns.Length; i++)
            plans[i] = Property(planner, gathering, null, p => p == patterns[i]);
        for (int set = 0; set < sets; set++)
            plans[patterns.Length + set] = Property(planner, gathering, null, p => (set & (1 << Array.IndexOf(patterns, p))) != 0);
        return plans;
    }

    private static Plan Property(Planner planner, Gathering gathering, byte[]? name, Func<EcmaPattern, bool> matches)
    {
        var entries = new List<PlanEntry>();
        foreach (PropertyRule rule in gathering.Properties)
            rule.AddSchemas(name, matches, entries);
        return planner.PlanOf(entries);
    }
}
