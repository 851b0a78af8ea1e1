using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>A value that a producer's schema may allow and a consumer's may not.</summary>
/// <param name="Tag">What it is meant to show, in the words of <see cref="Comparison.Pairs.SchemaChange.Tag"/>.</param>
/// <param name="Depth">How far down the difference lies.</param>
internal sealed record Candidate(string Tag, Instance Value, int Depth = 0);

/// <summary>
/// Values just inside one schema and just outside another, keyword by keyword, the smallest first. They are guesses; the validator decides.
/// </summary>
/// <param name="isFine">The second takes all that the first lets be sent: there is nothing to look for.</param>
internal sealed class Candidates(InstanceBuilder builder, Func<SchemaTerm, SchemaTerm, bool> isFine)
{
    private const int MaxDepth = 5;
    private const int MaxBelow = 12;

    public IEnumerable<Candidate> Of(SchemaTerm producer, SchemaTerm consumer, int depth = 0)
    {
        SchemaShape from = producer.Shape, to = consumer.Shape;
        if (from.IsNothing || depth > MaxDepth || (depth > 0 && isFine(producer, consumer)))
            return [];
        IEnumerable<Candidate> own = Kind(producer, from, to)
            .Concat(ScalarCandidates.Values(from, to, producer, consumer))
            .Concat(ScalarCandidates.Numbers(from, to))
            .Concat(ScalarCandidates.Strings(from, to, producer.Space, consumer.Space))
            .Concat((from.Kinds & ~from.Listed & to.Kinds & Kinds.Array) != 0 ? new ArrayCandidates(builder, this).Of(producer, consumer, depth) : [])
            .Concat((from.Kinds & ~from.Listed & to.Kinds & Kinds.Object) != 0 ? new ObjectCandidates(builder, this).Of(producer, consumer, depth) : []);
        if (from.Groups.Count > 0)
            own = Chosen(producer, from.Groups[0], consumer, depth).Concat(own);
        return own.Concat(Combined(producer, consumer, depth));
    }

    private IEnumerable<Candidate> Kind(SchemaTerm producer, SchemaShape from, SchemaShape to)
    {
        foreach (Kinds kind in KindNames.Each)
        {
            if ((from.Kinds & ~to.Kinds & kind) != 0 && builder.Make(producer, kind) is { } made)
                yield return new Candidate(kind == Kinds.Null ? "null" : "kind", made);
        }
    }

    /// <summary>The producer's own choice, branch by branch.</summary>
    private IEnumerable<Candidate> Chosen(SchemaTerm producer, Alternatives group, SchemaTerm consumer, int depth)
    {
        IReadOnlyList<SchemaTerm> parts = TermSplitting.ByAlternatives(producer, group);
        for (int i = 0; i < parts.Count; i++)
        {
            string tag = i < group.Branches.Count ? $"branch:{group.Branches[i].Id}" : "branch";
            if (builder.Make(parts[i]) is { } made)
                yield return new Candidate(tag, made);
            foreach (Candidate candidate in Of(parts[i], consumer, depth + 1).Take(MaxBelow * 2))
                yield return candidate with { Tag = candidate.Depth == 0 && candidate.Tag.StartsWith("branch", StringComparison.Ordinal) ? candidate.Tag : tag };
        }

        foreach ((string name, SchemaTerm branch) in group.Names ?? new Dictionary<string, SchemaTerm>())
        {
            if (group.Discriminator is { } property && builder.Make(TermSplitting.Branch(producer, group, branch), Kinds.Object) is { } made)
                yield return new Candidate($"name:{name}", made.With(property, Instance.OfString(name)));
        }
    }

    /// <summary>What a consumer says by choices, exclusions and conditions.</summary>
    private IEnumerable<Candidate> Combined(SchemaTerm producer, SchemaTerm consumer, int depth)
    {
        SchemaShape to = consumer.Shape;
        foreach (Alternatives group in to.Groups)
        {
            foreach (SchemaTerm branch in group.Branches.Take(MaxBelow))
            {
                foreach (Candidate candidate in Of(producer, branch, depth + 1).Take(MaxBelow))
                    yield return candidate with { Tag = "branch" };
            }

            for (int i = 0; group.IsOneOf && i < Math.Min(group.Branches.Count, MaxBelow); i++)
            {
                for (int j = i + 1; j < Math.Min(group.Branches.Count, MaxBelow); j++)
                {
                    foreach (Instance both in Both(producer, group.Branches[i], group.Branches[j]))
                    {
                        yield return new Candidate($"branch:{group.Branches[j].Id}", both);
                        yield return new Candidate($"branch:{group.Branches[i].Id}", both);
                    }
                }
            }
        }

        foreach (SchemaTerm not in to.Nots)
        {
            foreach (Instance value in Both(producer, not))
                yield return new Candidate("not", value);
        }

        foreach (Condition condition in to.Conditions)
        {
            foreach (Instance value in Both(producer, condition.If))
                yield return new Candidate("condition", value);
            if (condition.Then is { } then)
            {
                foreach (Candidate candidate in Of(Together(producer, condition.If), then, depth + 1).Take(MaxBelow))
                    yield return candidate with { Tag = "condition" };
            }

            foreach (Candidate candidate in condition.Else is { } otherwise ? Of(producer, otherwise, depth + 1).Take(MaxBelow) : [])
                yield return candidate with { Tag = "condition" };
        }

        if (!to.IsPlain)
        {
            string tag = to.Conditions.Count > 0 ? "condition" : to.Nots.Count > 0 ? "not" : to.Groups.Count > 0 ? "branch" : "additional";
            foreach (Instance value in Variety.Of(producer, builder))
                yield return new Candidate(tag, value);
        }

        foreach (SchemaTerm own in producer.Shape.Nots.Count + producer.Shape.Conditions.Count > 0 ? [producer] : Array.Empty<SchemaTerm>())
        {
            foreach (Instance value in Variety.Of(own, builder))
                yield return new Candidate("variety", value);
        }
    }

    private IEnumerable<Instance> Both(SchemaTerm producer, params SchemaTerm[] others)
    {
        SchemaTerm term = others.Aggregate(producer, Together);
        return term.Shape.IsNothing ? [] : Variety.Of(term, builder).Take(6);
    }

    // Terms of both sides in one: only to make values of, never to judge by.
    private static SchemaTerm Together(SchemaTerm one, SchemaTerm other) =>
        one.Space.Derived(one, $"with:{other.Id}", () => ShapeNormalization.Settle(ShapeMerging.Both(one.Shape, other.Shape, one.Space), one.Space));
}
