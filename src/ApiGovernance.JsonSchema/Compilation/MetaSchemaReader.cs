using System.Text.Json;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>What a schema's meta-schema says of its keywords.</summary>
/// <param name="Vocabularies">Those in use.</param>
/// <param name="Dialect">The dialect the meta-schema itself is written in; null when it does not say.</param>
/// <param name="Problem">Why a schema that names it cannot be taken as meant; null when it can.</param>
/// <param name="Fatal">The specification forbids going on.</param>
internal sealed record MetaSchemaFacts(Vocabularies Vocabularies, SchemaDialect? Dialect, string? Problem, bool Fatal)
{
    public static MetaSchemaFacts Standard { get; } = new(Vocabularies.Standard, null, null, false);
}

/// <summary>Reads <c>$vocabulary</c> of a meta-schema that is not one of the known ones: JSON Schema 2020-12, 8.1.2.</summary>
internal sealed class MetaSchemaReader(ReferenceResolver resolver)
{
    private const int MaxHops = 8;

    private readonly Dictionary<string, MetaSchemaFacts> _known = new(StringComparer.Ordinal);

    public MetaSchemaFacts Read(SchemaResource resource)
    {
        if (resource.CustomMetaSchema is not { } uri)
            return MetaSchemaFacts.Standard;
        if (!_known.TryGetValue(uri, out MetaSchemaFacts? facts))
            _known.Add(uri, facts = Read(uri));
        return facts;
    }

    private MetaSchemaFacts Read(string uri)
    {
        if (resolver.FindResource(uri) is not { Element.ValueKind: JsonValueKind.Object } meta)
        {
            string unknown = $"The meta-schema '{uri}' is not registered; the keywords are taken to mean what they mean in the dialect the document was registered with.";
            return MetaSchemaFacts.Standard with { Problem = unknown };
        }

        SchemaDialect? dialect = DialectOf(meta);
        if (!meta.Element.TryGetProperty("$vocabulary", out JsonElement listed) || listed.ValueKind != JsonValueKind.Object)
            return MetaSchemaFacts.Standard with { Dialect = dialect };
        Vocabularies vocabularies = Vocabularies.None;
        foreach (JsonProperty vocabulary in listed.EnumerateObject())
        {
            bool required = vocabulary.Value.ValueKind == JsonValueKind.True;
            if (Of(vocabulary.Name, required) is { } known)
                vocabularies |= known;
            else if (required)
                return new MetaSchemaFacts(vocabularies, dialect, $"The meta-schema '{uri}' requires the vocabulary '{vocabulary.Name}', which is not known.", Fatal: true);
        }

        return new MetaSchemaFacts(vocabularies, dialect, null, false);
    }

    private SchemaDialect? DialectOf(SchemaResource meta)
    {
        for (int hop = 0; hop < MaxHops; hop++)
        {
            if (!meta.Element.TryGetProperty("$schema", out JsonElement named) || named.ValueKind != JsonValueKind.String)
                return null;
            if (DialectRules.FromMetaSchema(named.GetString()!) is { } dialect)
                return dialect;
            if (resolver.FindResource(named.GetString()!) is not { Element.ValueKind: JsonValueKind.Object } next)
                return null;
            meta = next;
        }

        return null;
    }

    /// <summary>Null when it is not known.</summary>
    private static Vocabularies? Of(string uri, bool required) => uri switch
    {
        "https://json-schema.org/draft/2020-12/vocab/core" or "https://json-schema.org/draft/2019-09/vocab/core"
            or "https://json-schema.org/draft/2020-12/vocab/meta-data" or "https://json-schema.org/draft/2019-09/vocab/meta-data" => Vocabularies.None,
        "https://json-schema.org/draft/2020-12/vocab/applicator" => Vocabularies.Applicator,
        "https://json-schema.org/draft/2019-09/vocab/applicator" => Vocabularies.Applicator | Vocabularies.Unevaluated,
        "https://json-schema.org/draft/2020-12/vocab/unevaluated" => Vocabularies.Unevaluated,
        "https://json-schema.org/draft/2020-12/vocab/validation" or "https://json-schema.org/draft/2019-09/vocab/validation" => Vocabularies.Validation,
        "https://json-schema.org/draft/2020-12/vocab/format-annotation" => Vocabularies.Format,
        "https://json-schema.org/draft/2020-12/vocab/format-assertion" => Vocabularies.FormatAssertion,
        "https://json-schema.org/draft/2019-09/vocab/format" => required ? Vocabularies.FormatAssertion : Vocabularies.Format,
        "https://json-schema.org/draft/2020-12/vocab/content" or "https://json-schema.org/draft/2019-09/vocab/content" => Vocabularies.Content,
        _ when uri.StartsWith("https://spec.openapis.org/oas/3.", StringComparison.Ordinal)
            && uri.Contains("/vocab/", StringComparison.Ordinal) => Vocabularies.None,
        _ => null,
    };
}
