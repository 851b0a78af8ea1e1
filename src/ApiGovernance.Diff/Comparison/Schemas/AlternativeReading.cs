using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// `anyOf` and `oneOf`: one branch is the schema itself, branches for different kinds of values are one schema with several kinds, and
/// listed values are one list. What overlaps stays a choice.
/// </summary>
internal static class AlternativeReading
{
    public static SchemaShape Read(ResolvedNode list, bool isOneOf, ResolvedNode schema, SchemaSpace space)
    {
        List<ResolvedNode> written = [.. list.Items()];
        List<SchemaTerm> branches = [.. written.Select(space.Of)];
        Dictionary<string, SchemaTerm>? names = DerivedSchemas.Names(schema, [.. written.Where(branch => !IsNull(branch, space))], space);
        bool partly = names is null && DerivedSchemas.IsPartlyNamed(schema, [.. written.Where(branch => !IsNull(branch, space))]);
        if (!isOneOf)
            branches = [.. branches.Distinct()];
        branches.RemoveAll(branch => branch.Shape.IsNothing);
        if (branches.Count == 0)
            return new SchemaShape { Kinds = Kinds.None };
        if (branches.Count == 1 && names is null && !partly)
            return WithoutDirection(branches[0].Shape);
        SchemaShape shape = new()
        {
            Kinds = branches.Aggregate(Kinds.None, (kinds, branch) => kinds | branch.Shape.Kinds),
            Notes = new SchemaNotes { IsTypeList = true },
        };
        // Of objects with a known name one branch alone is asked.
        if (partly)
            shape.Opaques.Add(new Opaque("discriminator", "discriminator of some", schema, IsWhole: false));
        foreach (List<SchemaTerm> overlapping in Overlapping(branches))
        {
            if (names is null && overlapping.Count == 1 && overlapping[0].Shape is { IsPlain: true, Dangling.Count: 0 } alone)
                Adopt(shape, alone);
            else if (names is null && AreListed(overlapping, isOneOf))
                Listed(shape, overlapping);
            else
                shape.Groups.Add(Choice(isOneOf, overlapping, names, schema, space));
        }

        return shape;
    }

    /// <summary>Whether a message leaves a property out is said beside its schema's choices only: nobody looks for it in a branch.</summary>
    private static SchemaShape WithoutDirection(SchemaShape branch)
    {
        if (branch.Notes is { ReadOnly: false, WriteOnly: false })
            return branch;
        SchemaShape shape = branch.Copy();
        shape.Notes = branch.Notes with { ReadOnly = false, WriteOnly = false };
        return shape;
    }

    private static Alternatives Choice(bool isOneOf, List<SchemaTerm> branches, Dictionary<string, SchemaTerm>? names, ResolvedNode schema, SchemaSpace space)
    {
        Kinds scope = branches.Aggregate(Kinds.None, (kinds, branch) => kinds | branch.Shape.Kinds);
        return names is null
            ? new Alternatives(isOneOf, branches, scope, null, null, schema)
            : new Alternatives(isOneOf, branches, scope, DerivedSchemas.Property(schema.Node), names, schema) { SentNames = DerivedSchemas.Sent(names, schema.Member("discriminator")!, space) };
    }

    private static bool IsNull(ResolvedNode branch, SchemaSpace space) => space.Of(branch).Shape.Kinds == Kinds.Null;

    /// <summary>Branches that share a kind of value, directly or through others.</summary>
    private static List<List<SchemaTerm>> Overlapping(List<SchemaTerm> branches)
    {
        List<(Kinds Kinds, List<SchemaTerm> Branches)> sets = [];
        foreach (SchemaTerm branch in branches)
        {
            Kinds kinds = branch.Shape.Kinds;
            List<SchemaTerm> together = [];
            for (int i = 0; i < sets.Count; i++)
            {
                if ((sets[i].Kinds & kinds) == 0)
                    continue;
                kinds |= sets[i].Kinds;
                together.AddRange(sets[i].Branches);
                sets.RemoveAt(i--);
            }

            together.Add(branch);
            sets.Add((kinds, together));
        }

        return [.. sets.Select(set => set.Branches)];
    }

    private static void Adopt(SchemaShape shape, SchemaShape alone)
    {
        shape.Listed |= alone.Listed & alone.Kinds;
        shape.Values.AddRange(alone.Values);
        if (alone.Has(Kinds.Number))
            shape.Numbers = alone.Numbers;
        if (alone.Has(Kinds.String))
            shape.Strings = alone.Strings;
        if (alone.Has(Kinds.Array))
            shape.Arrays = alone.Arrays;
        if (alone.Has(Kinds.Object))
            shape.Objects = alone.Objects;
    }

    private static bool AreListed(List<SchemaTerm> branches, bool isOneOf)
    {
        HashSet<JsonValueText> seen = [];
        bool sawNull = false;
        foreach (SchemaTerm branch in branches)
        {
            if (branch.Shape is not { IsFinite: true, IsPlain: true } shape)
                return false;
            bool isNull = shape.Has(Kinds.Null);
            if (isOneOf && isNull && sawNull)
                return false;
            sawNull |= isNull;
            // A value that two branches of a oneOf have is refused.
            if (shape.Values.Any(value => !seen.Add(value) && isOneOf))
                return false;
        }

        return true;
    }

    private static void Listed(SchemaShape shape, List<SchemaTerm> branches)
    {
        foreach (SchemaShape branch in branches.Select(branch => branch.Shape))
        {
            shape.Listed |= branch.Kinds;
            shape.Values = [.. shape.Values.Union(branch.Values)];
        }
    }
}
