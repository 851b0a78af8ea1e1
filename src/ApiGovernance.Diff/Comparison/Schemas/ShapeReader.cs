using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Reads one schema object, with what its `allOf` and its alternatives come to, into a <see cref="SchemaShape"/>.</summary>
internal sealed class ShapeReader(SchemaSpace space)
{
    private readonly DerivedSchemas _derived = new(space);

    private bool IsOld => space.Dialect is SchemaDialect.Swagger20 or SchemaDialect.OpenApi30;

    public SchemaShape Read(ResolvedNode place)
    {
        SchemaShape shape = new();
        DocumentNode node = place.Node;
        NumberReading.Read(node, place, shape);
        StringReading.Read(node, place, shape, space);
        ArrayReading.Read(place, shape, space);
        ObjectReading.Read(place, shape, space);
        Values(node, shape);
        shape.Notes = NoteReading.Read(node);
        if (node["type"] is { } type)
            shape.Kinds &= TypesOf(type, shape);
        if (IsOld && (node["nullable"] ?? node["x-nullable"])?.AsBoolean == true && node["type"] is not null)
            shape.Kinds |= Kinds.Null;
        if (node["$ref"] is not null && ReferenceSiblings.AreUnevaluated(node) && space.Follow(place) is { } target)
            shape = ShapeMerging.Both(shape, space.Of(target).Shape, space);
        foreach (ResolvedNode part in place.Member("allOf")?.Items() ?? [])
            shape = ShapeMerging.Both(shape, WithoutBase(space.Of(part).Shape), space);
        // What came from an `allOf` alone is that schema's own.
        shape = shape.Copy();
        foreach (string keyword in (string[])["anyOf", "oneOf"])
        {
            if (place.Member(keyword) is not { Node.IsArray: true, Node.Items.Count: > 0 } list)
                continue;
            if (keyword != "anyOf" || !DependencyReading.TryAlternatives(list, shape, place))
                shape = ShapeMerging.Both(shape, AlternativeReading.Read(list, keyword == "oneOf", place, space), space);
        }

        shape = shape.Copy();
        if (node["discriminator"] is not null && node["oneOf"] is null && node["anyOf"] is null && _derived.BaseOf(place) is { } group)
            shape.Groups.Add(group);
        if (place.Member("not") is { } not)
            shape = NegationReading.Read(not, shape, space);
        if (place.Member("if") is { } condition && !IsOld)
        {
            shape.Conditions.Add(new Condition(space.Of(condition), Term(place, "then"), Term(place, "else"), condition));
            DependencyReading.Condition(place, shape);
        }

        UnevaluatedReading.Read(place, shape, space);
        foreach (string keyword in (string[])["$dynamicRef", "$recursiveRef"])
        {
            if (place.Member(keyword) is { } dynamic)
                shape.Opaques.Add(new Opaque(keyword, $"{keyword} {dynamic.Node.Text}", place, IsWhole: false));
        }

        return shape;
    }

    private SchemaTerm? Term(ResolvedNode place, string keyword) => place.Member(keyword) is { } value ? space.Of(value) : null;

    private static Kinds TypesOf(DocumentNode type, SchemaShape shape)
    {
        if (!type.IsArray)
            return type.AsString is { } name && KindNames.Parse(name) is not Kinds.None and var kind ? kind : Kinds.Any;
        Kinds kinds = type.Items.Aggregate(Kinds.None, (all, item) => all | KindNames.Parse(item.AsString ?? ""));
        shape.Notes = shape.Notes with { IsTypeList = type.Items.Count(item => item.AsString != "null") > 1 };
        return kinds;
    }

    private void Values(DocumentNode node, SchemaShape shape)
    {
        List<JsonValueText>? values = null;
        if (node["enum"] is { IsArray: true } list)
            values = [.. list.Items.Select(JsonValueText.Of).Distinct()];
        if (node["const"] is { } constant && !IsOld)
            values = values is null || values.Contains(JsonValueText.Of(constant)) ? [JsonValueText.Of(constant)] : [];
        if (values is null)
            return;
        shape.Values = values;
        shape.Listed = Kinds.Any;
    }

    // Whoever builds upon a base has followed its discriminator, or was asked for by name.
    private static SchemaShape WithoutBase(SchemaShape shape)
    {
        if (!shape.Groups.Any(group => group.IsBase))
            return shape;
        SchemaShape copy = shape.Copy();
        copy.Groups.RemoveAll(group => group.IsBase);
        return copy;
    }
}
