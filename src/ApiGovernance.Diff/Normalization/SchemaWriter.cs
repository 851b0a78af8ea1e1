using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Normalization;

/// <summary>
/// Writes a schema as it was compared: `allOf` merged, one spelling for each thing, in the words of JSON Schema 2020-12. What was not
/// understood is written as it stands in the document.
/// </summary>
internal sealed class SchemaWriter(Utf8JsonWriter json)
{
    private readonly HashSet<SchemaTerm> _within = [];

    public SchemaNames Names { get; } = new();

    /// <summary>Places that were not merged.</summary>
    public List<ResolvedNode> AsWritten { get; } = [];

    public void Write(SchemaTerm term)
    {
        if (Names.Find(term) is { } name)
            Reference(name);
        else if (!_within.Add(term))
            Reference(Names.Name(term, "Recursive"));
        else
        {
            WriteInPlace(term);
            _within.Remove(term);
        }
    }

    public void WriteInPlace(SchemaTerm term)
    {
        SchemaShape shape = term.Shape;
        if (shape.Opaques.Count > 0 || shape.Dangling.Count > 0)
        {
            if (term.Parts.Count == 0 && term.Place is { } place)
            {
                AsWritten.Add(place);
                Raw(place, term.Space);
                return;
            }
        }

        if (shape.IsNothing)
        {
            json.WriteBooleanValue(false);
            return;
        }

        json.WriteStartObject();
        Kinds partly = shape.Listed != 0 && !shape.IsFinite ? shape.Listed : Kinds.None;
        if (partly != 0)
            PartlyListed(shape);
        else if (shape.Listed != 0)
            Values(shape.Values.Select(value => value.Text), shape.Has(Kinds.Null));
        else
            Type(shape.Kinds);
        KeywordWriter.Scalars(json, shape);
        new ContainerWriter(json, this).Write(shape);
        Combinations(shape);
        // Who builds upon a schema is known by `allOf`, which is merged: the mapping names them instead.
        if (shape.Groups.Find(group => group.IsBase) is { Discriminator: { } property, Names: { } names } && Names.Find(term) is { } own)
            Discriminator(property, names, null, own);
        NoteWriter.Write(json, shape.Notes);
        json.WriteEndObject();
    }

    private void Reference(string name)
    {
        json.WriteStartObject();
        json.WriteString("$ref", $"#/components/schemas/{name}");
        json.WriteEndObject();
    }

    /// <summary>As it stands, but for references, which lead to what is written here.</summary>
    private void Raw(ResolvedNode written, SchemaSpace space)
    {
        if (written.Node["$ref"] is not null && space.Follow(written) is { } target)
        {
            Write(space.Of(target));
            return;
        }

        if (written.Node.IsObject)
        {
            json.WriteStartObject();
            foreach ((DocumentMember member, ResolvedNode value) in written.Members())
            {
                json.WritePropertyName(member.Name);
                Raw(value, space);
            }

            json.WriteEndObject();
        }
        else if (written.Node.IsArray)
        {
            json.WriteStartArray();
            foreach (ResolvedNode item in written.Items())
                Raw(item, space);
            json.WriteEndArray();
        }
        else
        {
            json.WriteRawValue(written.Node.ToJson(), skipInputValidation: true);
        }
    }

    private void PartlyListed(SchemaShape shape)
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        Values(shape.Values.Select(value => value.Text), withNull: false);
        json.WriteEndObject();
        json.WriteStartObject();
        Type(shape.Kinds & ~shape.Listed);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Values(IEnumerable<string> values, bool withNull)
    {
        string[] all = withNull ? [.. values, "null"] : [.. values];
        if (all.Length > 1)
            json.WriteStartArray("enum");
        else
            json.WritePropertyName("const");
        foreach (string value in all)
            json.WriteRawValue(value);
        if (all.Length > 1)
            json.WriteEndArray();
    }

    private void Type(Kinds kinds)
    {
        if (kinds == Kinds.Any)
            return;
        string[] names =
        [
            .. KindNames.Each.Where(kind => (kinds & kind) != 0 && !(kind == Kinds.Fraction && (kinds & Kinds.Integer) != 0))
                .Select(kind => kind == Kinds.Fraction || (kind == Kinds.Integer && (kinds & Kinds.Fraction) != 0) ? "number" : kind.ToString().ToLowerInvariant()),
        ];
        if (names.Length > 1)
            json.WriteStartArray("type");
        else
            json.WritePropertyName("type");
        foreach (string name in names)
            json.WriteStringValue(name);
        if (names.Length > 1)
            json.WriteEndArray();
    }

    /// <summary>All that is a schema about the same value: one keyword of a name, others in an `allOf`.</summary>
    private void Combinations(SchemaShape shape)
    {
        List<Action> all = [.. KeywordWriter.Others(json, shape)];
        if ((shape.Kinds & Kinds.Number) == Kinds.Fraction)
            all.Add(() => { json.WriteStartObject("not"); json.WriteString("type", "integer"); json.WriteEndObject(); });
        all.AddRange(shape.Groups.Where(group => !group.IsBase).Select(group => (Action)(() => Choice(group, shape.Kinds))));
        all.AddRange(shape.Nots.Select(not => (Action)(() => Property("not", not))));
        all.AddRange(shape.Conditions.Select(condition => (Action)(() => Condition(condition))));
        all.AddRange(shape.Arrays.Contains.Skip(1).Select(contains => (Action)(() => ContainerWriter.Contains(json, this, contains))));
        if (all.Count == 0)
            return;
        json.WriteStartArray("allOf");
        foreach (Action one in all)
        {
            json.WriteStartObject();
            one();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Choice(Alternatives group, Kinds kinds)
    {
        Kinds others = kinds & ~group.Scope;
        if (others != Kinds.None)
        {
            // Values of other kinds are not asked.
            json.WriteStartArray("anyOf");
            json.WriteStartObject();
            Type(others);
            json.WriteEndObject();
            json.WriteStartObject();
        }

        json.WriteStartArray(group.Keyword);
        foreach (SchemaTerm branch in group.Branches)
            Write(branch);
        json.WriteEndArray();
        if (group is { Discriminator: { } property, Names: { } names })
            Discriminator(property, names, group.Place.Node["discriminator"]?["defaultMapping"]?.AsString);
        if (others == Kinds.None)
            return;
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Discriminator(string property, IReadOnlyDictionary<string, SchemaTerm> names, string? otherwise, string? own = null)
    {
        json.WriteStartObject("discriminator");
        json.WriteString("propertyName", property);
        json.WriteStartObject("mapping");
        foreach ((string value, SchemaTerm term) in names.OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            if ((term.Shape.IsAnything && own is not null ? own : Names.Find(term)) is { } name)
                json.WriteString(value, $"#/components/schemas/{name}");
        }

        json.WriteEndObject();
        if (otherwise is not null)
            json.WriteString("defaultMapping", otherwise);
        json.WriteEndObject();
    }

    private void Condition(Condition condition)
    {
        Property("if", condition.If);
        if (condition.Then is { } then)
            Property("then", then);
        if (condition.Else is { } otherwise)
            Property("else", otherwise);
    }

    public void Property(string name, SchemaTerm term)
    {
        json.WritePropertyName(name);
        Write(term);
    }
}
