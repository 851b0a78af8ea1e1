using System.Globalization;
using System.Security.Cryptography;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>The schemas of one side, each read once.</summary>
internal sealed class SchemaSpace
{
    private const int MaxDepth = 120;

    private readonly Dictionary<DocumentNode, SchemaTerm> _written = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SchemaTerm> _together = new(StringComparer.Ordinal);
    private readonly Dictionary<DocumentNode, ResolvedNode?> _followed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SchemaTerm, int> _open = [];
    private readonly Dictionary<SchemaTerm, (SchemaShape Shape, int Least)> _provisional = [];
    private readonly ShapeReader _reader;
    private int _ids;

    /// <summary>How far down the lowest of the open terms is that was needed before it was read.</summary>
    private int _least = int.MaxValue;
    private string? _text;

    /// <param name="first">Ids of the other side end before this one's begin.</param>
    public SchemaSpace(DocumentBundle bundle, SchemaDialect dialect, int first)
    {
        Bundle = bundle;
        Dialect = dialect;
        _ids = first;
        HasSiblings = dialect is not (SchemaDialect.OpenApi30 or SchemaDialect.Swagger20 or SchemaDialect.Draft4 or SchemaDialect.Draft6 or SchemaDialect.Draft7);
        _reader = new ShapeReader(this);
        Anything = new SchemaTerm(this, ++_ids, null);
        Anything.Settle(new SchemaShape());
        Nothing = new SchemaTerm(this, ++_ids, null);
        Nothing.Settle(new SchemaShape { Kinds = Kinds.None });
        Nowhere = new ResolvedNode(bundle.Root.Uri, "", DocumentNode.Object(new SourceSpan(bundle.Root.Path, 1, 1, 1, 1), []));
    }

    public static SchemaDialect DialectOf(ContractFormat format) => format switch
    {
        ContractFormat.Swagger20 => SchemaDialect.Swagger20,
        ContractFormat.OpenApi30 => SchemaDialect.OpenApi30,
        _ => SchemaDialect.OpenApi31,
    };

    public DocumentBundle Bundle { get; }

    public SchemaDialect Dialect { get; }

    /// <summary>What stands beside a reference counts.</summary>
    public bool HasSiblings { get; }

    public SchemaTerm Anything { get; }

    public SchemaTerm Nothing { get; }

    /// <summary>A place for what is written nowhere.</summary>
    public ResolvedNode Nowhere { get; }

    public SchemaTerm Of(SchemaReference? schema) => schema is null ? Anything : Of(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node));

    /// <summary>A schema as it is written; what only refers to another is that other.</summary>
    public SchemaTerm Of(ResolvedNode written)
    {
        if (_written.TryGetValue(written.Node, out SchemaTerm? term))
            return term;
        // References that lead in a circle end here.
        _written[written.Node] = Anything;
        if (written.Node.AsBoolean is { } all)
            term = all ? Anything : Nothing;
        else if (written.Node["$ref"] is null && IsAnything(written.Node["not"]))
            term = Nothing;
        else if (written.Node["$ref"] is null)
            term = new SchemaTerm(this, ++_ids, written);
        else if (Follow(written) is not { } target)
            term = Dangling(written);
        else if (!HasSiblings || !ReferenceSiblings.Any(written.Node))
            term = Of(target);
        // What is unevaluated beside a reference is known only with what is referred to.
        else if (ReferenceSiblings.AreUnevaluated(written.Node))
            term = new SchemaTerm(this, ++_ids, written);
        else
            term = Both(written, target);
        _written[written.Node] = term;
        return term;
    }

    public ResolvedNode? Follow(ResolvedNode written)
    {
        if (written.Node["$ref"] is null)
            return written;
        if (!_followed.TryGetValue(written.Node, out ResolvedNode? target))
            _followed[written.Node] = target = Bundle.Resolve(written, written.Node["$ref"]!.AsString ?? "");
        return target;
    }

    /// <summary>What satisfies all of them.</summary>
    public SchemaTerm All(IEnumerable<SchemaTerm> terms)
    {
        SortedDictionary<int, SchemaTerm> parts = [];
        List<SchemaTerm> order = [];
        foreach (SchemaTerm part in terms.SelectMany(term => term.Parts.Count > 0 ? term.Parts : [term]))
        {
            if (part == Nothing)
                return Nothing;
            if (part != Anything && parts.TryAdd(part.Id, part))
                order.Add(part);
        }

        if (order.Count < 2)
            return order.Count == 0 ? Anything : order[0];
        string key = string.Join('&', parts.Keys);
        if (!_together.TryGetValue(key, out SchemaTerm? known))
            _together[key] = known = new SchemaTerm(this, ++_ids, order[0].Place) { Parts = order };
        return known;
    }

    public SchemaTerm All(SchemaTerm one, SchemaTerm other) => one == other ? one : All([one, other]);

    /// <summary>A term that is another one with something changed, of which the key tells what.</summary>
    public SchemaTerm Derived(SchemaTerm from, string key, Func<SchemaShape> shape, SchemaTerm? within = null)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{from.Id}!{key}");
        if (!_together.TryGetValue(name, out SchemaTerm? known))
        {
            _together[name] = known = new SchemaTerm(this, ++_ids, from.Place) { IsDerived = true, Within = within };
            known.Settle(shape());
        }

        return known;
    }

    /// <summary>Both sides are the same documents.</summary>
    public bool IsSameText(SchemaSpace other) => ReferenceEquals(this, other) || (Dialect == other.Dialect && Text == other.Text);

    private string Text => _text ??= Convert.ToHexString(SHA256.HashData(Bundle.ToSingleDocument()));

    public SchemaShape ShapeOf(SchemaTerm term)
    {
        if (_provisional.TryGetValue(term, out (SchemaShape Shape, int Least) known))
        {
            _least = Math.Min(_least, known.Least);
            return known.Shape;
        }

        // A schema that is inside its own allOf says nothing new there. What was read meanwhile is not what those schemas are elsewhere.
        if (_open.TryGetValue(term, out int at))
        {
            _least = Math.Min(_least, at);
            return new SchemaShape();
        }

        // One that is too deep is not understood.
        if (_open.Count >= MaxDepth)
            return new SchemaShape { Opaques = [new Opaque("allOf", "too deep", term.Place ?? Nowhere, IsWhole: false)] };
        int depth = _open.Count, outer = _least;
        _least = int.MaxValue;
        _open.Add(term, depth);
        SchemaShape shape = ShapeNormalization.Settle(Read(term), this);
        _open.Remove(term);
        foreach (SchemaTerm dependent in _provisional.Where(pair => pair.Value.Least >= depth).Select(pair => pair.Key).ToList())
            _provisional.Remove(dependent);
        if (_least >= depth)
        {
            term.Settle(shape);
            _least = outer;
        }
        else
        {
            _provisional[term] = (shape, _least);
            _least = Math.Min(outer, _least);
        }

        return shape;
    }

    private SchemaShape Read(SchemaTerm term)
    {
        if (term.Parts.Count == 0)
            return _reader.Read(term.Place!);
        SchemaShape shape = term.Parts[0].Shape;
        foreach (SchemaTerm part in term.Parts.Skip(1))
            shape = ShapeMerging.Both(shape, part.Shape, this);
        return shape;
    }

    /// <summary>Known without reading it. What excludes it allows nothing.</summary>
    private static bool IsAnything(DocumentNode? schema) => schema is { IsObject: true, Members.Count: 0 } || schema?.AsBoolean == true;

    private SchemaTerm Both(ResolvedNode written, ResolvedNode target)
    {
        SchemaTerm own = new(this, ++_ids, written);
        return All([own, Of(target)]);
    }

    private SchemaTerm Dangling(ResolvedNode written)
    {
        SchemaTerm term = new(this, ++_ids, written);
        term.Settle(new SchemaShape { Dangling = [written.Node["$ref"]?.AsString ?? "$ref"] });
        return term;
    }
}
