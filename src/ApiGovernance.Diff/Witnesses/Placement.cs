using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Puts a value where it belongs in a whole message, with as little around it as the schema asks for.</summary>
internal sealed class Placement(InstanceBuilder builder)
{
    private readonly ArrayCandidates _arrays = new(builder, new Candidates(builder, (_, _) => true));

    /// <param name="term">What the sender's whole value may be.</param>
    /// <param name="steps">Down to the value.</param>
    public (Instance Message, string Pointer)? Put(SchemaTerm term, IReadOnlyList<PairStep> steps, Instance value) => Put(term, steps, 0, value, "");

    private (Instance, string)? Put(SchemaTerm term, IReadOnlyList<PairStep> steps, int at, Instance value, string pointer)
    {
        if (at == steps.Count)
            return (value.Kind == Kinds.Object ? builder.Complete(value, term) ?? value : value, pointer);
        PairStep step = steps[at];
        switch (step.Kind)
        {
            case StepKind.Branch:
                SchemaTerm chosen = step is { Group: { } group, Branch: { } branch } && term.Shape.Groups.Contains(group) ? TermSplitting.Branch(term, group, branch) : term;
                if (Put(chosen, steps, at + 1, value, pointer) is not { } same)
                    return null;
                return step.Group is { } choice ? (Named(same.Item1, choice, step.Branch!), same.Item2) : same;
            case StepKind.Items or StepKind.Index:
                ArrayRules arrays = term.Shape.Arrays;
                int index = step.Kind == StepKind.Index ? step.Index : Math.Max(arrays.Prefix.Count, step.Index);
                return Put(arrays.At(index) ?? term.Space.Anything, steps, at + 1, value, JsonPointer.Append(pointer, index)) is { } item
                    && _arrays.At(term, index, item.Item1) is { } array ? (array, item.Item2) : null;
            default:
                return Property(term, steps, at, value, pointer);
        }
    }

    private (Instance, string)? Property(SchemaTerm term, IReadOnlyList<PairStep> steps, int at, Instance value, string pointer)
    {
        PairStep step = steps[at];
        ObjectRules rules = term.Shape.Objects;
        string? name = step.Kind switch
        {
            StepKind.Property => step.Name,
            StepKind.Pattern => PatternLanguage.Find([step.Name!], [], 1).Text,
            _ => builder.FreshName(rules),
        };
        if (name is null || Put(PropertyTerms.At(rules, name, term.Space) ?? term.Space.Anything, steps, at + 1, value, JsonPointer.Append(pointer, name)) is not { } below)
            return null;
        Instance around = builder.Make(term, Kinds.Object) ?? Instance.Object([]);
        return builder.Complete(around.With(name, below.Item1), term) is { } complete ? (complete, below.Item2) : null;
    }

    // Where a discriminator chooses, its property says what was chosen.
    private static Instance Named(Instance value, Alternatives group, SchemaTerm branch)
    {
        if (group.Names is not { } names || group.Discriminator is not { } property || value.Kind != Kinds.Object
            || (value[property]?.AsString is { } said && names.TryGetValue(said, out SchemaTerm? known) && known == branch))
            return value;
        string? name = names.FirstOrDefault(pair => pair.Value == branch).Key;
        return name is null ? value : value.With(property, Instance.OfString(name));
    }
}
