using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>
/// Names that a schema speaks of in its choices, conditions and dependent schemas: a sender may use them, although the properties beside
/// them do not have them.
/// </summary>
internal static class MentionedNames
{
    public static HashSet<string> Of(SchemaShape shape)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<SchemaTerm> seen = [];
        Stack<SchemaShape> open = new([shape]);
        while (open.TryPop(out SchemaShape? at))
        {
            foreach (SchemaTerm part in Parts(at).Where(seen.Add))
            {
                names.UnionWith(part.Shape.Objects.Properties.Keys);
                names.UnionWith(part.Shape.Objects.Required);
                names.UnionWith(PropertyTerms.Demanded(part.Shape.Objects));
                open.Push(part.Shape);
            }
        }

        return names;
    }

    private static IEnumerable<SchemaTerm> Parts(SchemaShape shape) => shape.Groups.SelectMany(group => group.Branches)
        .Concat(shape.Conditions.SelectMany(condition => (SchemaTerm?[])[condition.If, condition.Then, condition.Else]).OfType<SchemaTerm>())
        .Concat(shape.Decided)
        .Concat(shape.Objects.DependentSchemas.Values);
}

/// <summary>What a message leaves out because of its direction.</summary>
internal static class Unsent
{
    public static bool Is(SchemaTerm property, SchemaDirection direction) => direction switch
    {
        SchemaDirection.Request => property.Shape.Notes.ReadOnly,
        SchemaDirection.Response => property.Shape.Notes.WriteOnly,
        _ => false,
    };
}
