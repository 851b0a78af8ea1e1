using System.Collections.Frozen;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Canonical;

/// <summary>Compiles the JSON Schema of an entity, with the types that it refers to, into <see cref="CanonicalType"/>s.</summary>
internal sealed class CanonicalSchemaReader
{
    // Deeper than any honest entity; a type inside itself ends here.
    private const int MaxDepth = 8;

    // The names under which shared types are known, whatever file they stand in.
    private static readonly FrozenDictionary<string, CanonicalKind> KnownTypes = new Dictionary<string, CanonicalKind>(StringComparer.Ordinal)
    {
        ["Money"] = CanonicalKind.Money,
        ["Quantity"] = CanonicalKind.Quantity,
        ["Decimal"] = CanonicalKind.Decimal,
        ["Percent"] = CanonicalKind.Decimal,
        ["Timestamp"] = CanonicalKind.Timestamp,
        ["Id"] = CanonicalKind.Identifier,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly CanonicalEntitySpec _spec;
    private readonly DocumentBundle _bundle;
    private readonly string _entity;
    private readonly List<Finding> _findings;

    // The types that are being read: one that is met again is inside itself.
    private readonly HashSet<(string, string)> _open = [];

    private CanonicalSchemaReader(CanonicalEntityDescriptor descriptor, DocumentBundle bundle, List<Finding> findings) =>
        (_spec, _entity, _bundle, _findings) = (descriptor.Spec, descriptor.Name, bundle, findings);

    public static CanonicalType? Read(CanonicalEntityDescriptor descriptor, DocumentBundle bundle, List<Finding> findings)
    {
        var reader = new CanonicalSchemaReader(descriptor, bundle, findings);
        var root = new ResolvedNode(bundle.Root.Uri, "", bundle.Root.Root);
        CanonicalType type = reader.Type(root, "", 0);
        if (type.Kind != CanonicalKind.Object)
        {
            reader.Report(
                "canonical-schema-not-an-object", $"The schema of the canonical entity `{descriptor.Name}` describes no object with properties, so nothing can be compared with it.",
                "Give it `type: object` and `properties`.", root);
            return null;
        }

        reader.CheckPaths(type);
        return type;
    }

    private CanonicalType Type(ResolvedNode written, string path, int depth)
    {
        string? name = null;
        ResolvedNode schema = written;
        for (int hops = 0; schema.Node["$ref"]?.AsString is { } reference; hops++)
        {
            if (hops > MaxDepth || _bundle.Resolve(schema, reference) is not { } target)
            {
                Report(
                    "canonical-schema-reference", $"`{reference}` in the schema of the canonical entity `{_entity}` leads nowhere, so this part is not compared.",
                    "Correct the reference.", schema);
                return new CanonicalType { Kind = CanonicalKind.Any };
            }

            int slash = target.Pointer.LastIndexOf('/');
            name = slash >= 0 ? target.Pointer[(slash + 1)..] : null;
            schema = target;
        }

        if (!_open.Add((schema.DocumentUri, schema.Pointer)))
            return new CanonicalType { Kind = CanonicalKind.Any, Name = name };
        CanonicalType type = Build(schema, name, path, depth);
        _open.Remove((schema.DocumentUri, schema.Pointer));
        return type;
    }

    private CanonicalType Build(ResolvedNode schema, string? name, string path, int depth)
    {
        DocumentNode node = schema.Node;
        var type = new CanonicalType { Kind = KindOf(node, name), Name = name, IsClosed = node["additionalProperties"]?.AsBoolean == false };
        if (depth >= MaxDepth)
            return type.Kind is CanonicalKind.Object or CanonicalKind.List ? type with { Kind = CanonicalKind.Any } : type;

        return type.Kind switch
        {
            CanonicalKind.Code => type with { Values = [.. node["enum"]!.Items.Select(v => v.Text ?? "")] },
            CanonicalKind.List => type with
            {
                Items = schema.Member("items") is { } items ? Type(items, path, depth + 1) : new CanonicalType { Kind = CanonicalKind.Any },
            },
            CanonicalKind.Object or CanonicalKind.Money or CanonicalKind.Quantity => type with { Fields = Fields(schema, path, depth) },
            _ => type,
        };
    }

    private CanonicalField[] Fields(ResolvedNode schema, string path, int depth)
    {
        HashSet<string> required = [.. schema.Node["required"]?.Items.Select(r => r.AsString ?? "") ?? []];
        return [.. (schema.Member("properties")?.Members() ?? []).Select(p => Field(p.Member.Name, p.Value, path, required, depth))];
    }

    private CanonicalField Field(string name, ResolvedNode value, string parent, HashSet<string> required, int depth)
    {
        string path = parent.Length == 0 ? name : $"{parent}.{name}";
        IReadOnlyList<string> own = _spec.Fields.GetValueOrDefault(path) ?? [];
        string[] synonyms =
        [
            .. own,
            .. value.Node["x-synonyms"]?.Items.Select(s => s.AsString ?? "").Where(s => s.Length > 0) ?? [],
        ];
        CanonicalType type = Type(value, path, depth + 1);
        IReadOnlyList<string> words = NameWords.Split(name);
        string[] keys = [.. synonyms.Select(NameWords.Key).Distinct(StringComparer.Ordinal)];
        return new CanonicalField
        {
            Name = name,
            Path = path,
            Type = type,
            IsCore = _spec.Core.Count == 0 || !IsOwn(parent) ? required.Contains(name) : _spec.Core.Contains(path),
            IsAssigned = _spec.Assigned.Contains(path) || value.Node["readOnly"]?.AsBoolean == true,
            Synonyms = synonyms,
            ValueSynonyms = (_spec.Values.GetValueOrDefault(path) ?? new Dictionary<string, IReadOnlyList<string>>())
                .SelectMany(v => v.Value.Select(word => (word, v.Key))).DistinctBy(v => v.word, StringComparer.Ordinal)
                .ToDictionary(v => v.word, v => v.Key, StringComparer.Ordinal),
            Key = NameWords.Key(words),
            Joined = string.Concat(words),
            Words = words,
            MomentKey = type.Kind is CanonicalKind.Timestamp or CanonicalKind.Date ? NameWords.MomentKey(words) : null,
            OwnSynonymKeys = [.. own.Select(NameWords.Key)],
            SynonymKeys = keys,
            PartKeys = type.Kind == CanonicalKind.Object ? PartKeys(type, [NameWords.Key(words), .. keys]) : FrozenDictionary<string, CanonicalField>.Empty,
            TellingParts = type is { Kind: CanonicalKind.Object, Name: not null } && type.Fields.Count(f => f.IsCore) > 1 ? [.. type.Fields.Where(f => f.IsCore)] : [],
        };
    }

    private static FrozenDictionary<string, CanonicalField> PartKeys(CanonicalType type, IReadOnlyList<string> names) => type.Fields
        .SelectMany(part => part.OwnSynonymKeys.Concat(names.SelectMany(name => part.SynonymKeys.Prepend(part.Key).Select(key => name + key))).Select(key => (Key: key, Part: part)))
        .DistinctBy(named => named.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(named => named.Key, named => named.Part, StringComparer.Ordinal);

    /// <summary>A list of core fields speaks of the objects in which it names a field; the others keep what their schema requires.</summary>
    private bool IsOwn(string parent) =>
        parent.Length == 0 || _spec.Core.Any(c => c.StartsWith($"{parent}.", StringComparison.Ordinal));

    private static CanonicalKind KindOf(DocumentNode node, string? name)
    {
        if (name is not null && KnownTypes.TryGetValue(name, out CanonicalKind known))
            return known;
        if (node["enum"] is { IsArray: true })
            return CanonicalKind.Code;
        return (node["type"]?.AsString, node["format"]?.AsString) switch
        {
            ("object", _) or (null, null) when node["properties"] is not null => CanonicalKind.Object,
            ("object", _) => CanonicalKind.Map,
            ("array", _) => CanonicalKind.List,
            ("integer", _) => CanonicalKind.Integer,
            ("boolean", _) => CanonicalKind.Boolean,
            ("string", "date-time") => CanonicalKind.Timestamp,
            ("string", "date") => CanonicalKind.Date,
            ("string", _) => CanonicalKind.Text,
            _ => CanonicalKind.Any,
        };
    }

    /// <summary>What the descriptor says of fields that the schema does not have would have no effect, in silence.</summary>
    private void CheckPaths(CanonicalType type)
    {
        HashSet<string> known = [.. PathsOf(type)];
        IEnumerable<(string Key, string Path)> named =
        [
            .. _spec.Identifiers.Select(p => ("identifiers", p)), .. _spec.Core.Select(p => ("core", p)), .. _spec.Assigned.Select(p => ("assigned", p)),
            .. _spec.Fields.Keys.Select(p => ("fields", p)), .. _spec.Values.Keys.Select(p => ("values", p)),
        ];
        foreach ((string key, string path) in named.Where(n => !known.Contains(n.Path)))
        {
            Report(
                "canonical-schema-field", $"`spec.{key}` of the canonical entity `{_entity}` names `{path}`, which its schema does not have.",
                "Correct the name, or add the field to the schema.", new ResolvedNode(_bundle.Root.Uri, "", _bundle.Root.Root));
        }
    }

    private static IEnumerable<string> PathsOf(CanonicalType type) =>
        (type.Items ?? type).Fields.SelectMany(f => PathsOf(f.Type).Prepend(f.Path));

    private void Report(string rule, string message, string fix, ResolvedNode place) => _findings.Add(new Finding
    {
        Kind = FindingKind.Catalog,
        RuleId = rule,
        Severity = Severity.Error,
        Message = message,
        Fix = fix,
        Source = _bundle.Documents[place.DocumentUri].SpanOf(place.Pointer),
        Pointer = place.Pointer,
    });
}
