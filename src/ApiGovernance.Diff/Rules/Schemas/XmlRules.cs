using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>What `xml` says of the elements and attributes of a message in XML. Where a value is sent as anything else it means nothing.</summary>
internal static class XmlRules
{
    private static readonly Kinds[] Looks = [Kinds.Any & ~(Kinds.Array | Kinds.Null), Kinds.Array];

    public static void Property(PairContext pair, string name, SchemaTerm old, SchemaTerm now)
    {
        string subject = SchemaPosition.SubjectBelow(pair.Pair.Subject, name);
        // Only bodies are XML.
        if (subject is not ("request-property" or "response-property") || Difference(old, name, now, name) is not var (was, spelled))
            return;
        pair.ReportProperty(
            $"{subject}-xml-changed", name, position => Sentence(position.Name, was, spelled), was, spelled, null, now.Place, old.Place, isOfXml: true);
    }

    /// <summary>The whole message: named by its `xml`, else by its component; of one without a name nobody ever knew the element.</summary>
    public static Change? Root(SchemaTerm old, SchemaTerm now, SchemaPosition position)
    {
        if (Difference(old, Component(old), now, Component(now)) is not var (was, spelled) || IsOpen(was) || IsOpen(spelled))
            return null;
        return new Change($"{position.Subject}-xml-changed", now.Place ?? now.Space.Nowhere, Sentence(position.Root, was, spelled)) { Before = was, After = spelled, Was = old.Place };
    }

    private static (string Before, string After)? Difference(SchemaTerm old, string oldName, SchemaTerm now, string newName)
    {
        foreach (Kinds kinds in Looks.Where(kinds => (old.Shape.Kinds & now.Shape.Kinds & kinds) != 0))
        {
            string was = XmlSpelling.Of(old, oldName, kinds == Kinds.Array), spelled = XmlSpelling.Of(now, newName, kinds == Kinds.Array);
            if (was != spelled)
                return (was, spelled);
        }

        return null;
    }

    private static bool IsOpen(string spelled) => spelled.Contains($"<{XmlSpelling.AnyName}", StringComparison.Ordinal);

    private static string Component(SchemaTerm term) => (term.Place is { } place ? BranchMatching.ComponentName(place.Pointer) : null) ?? XmlSpelling.AnyName;

    private static string Sentence(string value, string was, string now) => $"has the {value} as `{now}` in XML and no longer as `{was}`.";
}

/// <summary>How a value is written in XML: <c>&lt;a&gt;</c>, <c>@a</c>, <c>&lt;list&gt;&lt;a&gt;</c>. A prefix is only an abbreviation of the namespace.</summary>
internal static class XmlSpelling
{
    public const string AnyName = "*";

    private const int MaxDepth = 8;

    /// <param name="name">What it is called where `xml` does not say.</param>
    public static string Of(SchemaTerm term, string name, bool isArray, int depth = 0)
    {
        XmlNote xml = XmlNote.Of(term, name);
        if (!isArray)
        {
            return xml.NodeType switch
            {
                "attribute" => $"@{xml.Name}{xml.Namespace}",
                "text" or "cdata" => "text",
                "none" => "its content",
                _ => Element(xml),
            };
        }

        // OpenAPI 3.1, 4.8.26: the name of an array without an element of its own says nothing of its items.
        bool wrapped = xml.NodeType == "element";
        ArrayRules rules = term.Shape.Arrays;
        SchemaTerm items = rules.At(rules.Prefix.Count) ?? term.Space.Anything;
        string item = depth > MaxDepth ? "" : Of(items, wrapped ? xml.Name : name, items.Shape.Kinds == Kinds.Array, depth + 1);
        return wrapped ? Element(xml) + item : item;
    }

    private static string Element(XmlNote xml) => $"<{xml.Name}{xml.Namespace}>";

    private sealed record XmlNote(string Name, string Namespace, string? NodeType)
    {
        public static XmlNote Of(SchemaTerm term, string name)
        {
            ApiGovernance.OpenApi.Documents.DocumentNode? xml = term.Shape.Notes.Xml;
            // 3.2 has one word for what `attribute` and `wrapped` said before.
            string? type = xml?["nodeType"]?.AsString ?? (xml?["attribute"]?.AsBoolean == true ? "attribute" : xml?["wrapped"]?.AsBoolean == true ? "element" : null);
            return new XmlNote(xml?["name"]?.AsString ?? name, xml?["namespace"]?.AsString is { Length: > 0 } space ? $" xmlns=\"{space}\"" : "", type);
        }
    }
}
