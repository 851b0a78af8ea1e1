using System.Globalization;
using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Where in a message the values lie that some steps lead to.</summary>
internal static class PlaceOf
{
    private const int MaxPlaces = 12;

    public static IEnumerable<string> Step(Instance message, IReadOnlyList<PairStep> steps) => Below(message, steps, 0, "").Take(MaxPlaces);

    public static Instance? Value(Instance message, string pointer)
    {
        Instance? at = message;
        foreach (string name in JsonPointer.Parse(pointer) ?? [])
            at = at is { Items.Count: > 0 } list && int.TryParse(name, CultureInfo.InvariantCulture, out int index) ? list.Items.ElementAtOrDefault(index) : at?[name];
        return at;
    }

    private static IEnumerable<string> Below(Instance value, IReadOnlyList<PairStep> steps, int at, string pointer)
    {
        if (at == steps.Count)
        {
            yield return pointer;
            yield break;
        }

        foreach ((string name, Instance inner) in Inner(value, steps[at]))
        {
            foreach (string place in Below(inner, steps, at + 1, name.Length == 0 && inner == value ? pointer : JsonPointer.Append(pointer, name)))
                yield return place;
        }
    }

    private static IEnumerable<(string Name, Instance Value)> Inner(Instance value, PairStep step)
    {
        switch (step.Kind)
        {
            case StepKind.Branch:
                yield return ("", value);
                break;
            case StepKind.Items or StepKind.Index:
                for (int i = step.Index; i < (step.Kind == StepKind.Index ? Math.Min(step.Index + 1, value.Items.Count) : value.Items.Count); i++)
                    yield return (i.ToString(CultureInfo.InvariantCulture), value.Items[i]);
                break;
            case StepKind.Property:
                if (value[step.Name!] is { } property)
                    yield return (step.Name!, property);
                break;
            default:
                foreach ((string name, Instance other) in value.Members)
                    yield return (name, other);
                break;
        }
    }
}
