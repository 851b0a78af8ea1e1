using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <param name="Hash">Of the schema as one JSON document.</param>
/// <param name="IsNew">True when there was none before.</param>
internal sealed record RegisteredSchema(string Hash, bool IsNew, bool IsChanged);

/// <summary>Keeps the JSON Schemas that canonical entities and events are told by.</summary>
internal sealed class SchemaRegistration(CatalogRegistry registry, TimeProvider clock)
{
    public Task<Outcome<RegisteredSchema>> PutAsync(SubmittedDescriptor submitted, CancellationToken cancellationToken)
    {
        DocumentBundle bundle = DocumentBundle.FromBytes("request-body", submitted.Body);
        // What it is about decides which part of the document is the schema; where there is no such record, that is told below.
        if ((Unsound(bundle) ?? NoSchema(registry.Current.Find(submitted.Kind, submitted.Name)?.Descriptor, bundle)) is { } unsound)
            return Task.FromResult<Outcome<RegisteredSchema>>(unsound);
        StoredContract schema = ContractDocuments.OfSchema(bundle);
        return registry.ChangeAsync<Outcome<RegisteredSchema>>(
            state =>
            {
                (CatalogChange change, Outcome<RegisteredSchema> result) = Decide(state, submitted, schema);
                return Task.FromResult((change, result));
            },
            cancellationToken);
    }

    private (CatalogChange Change, Outcome<RegisteredSchema> Result) Decide(CatalogState state, SubmittedDescriptor submitted, StoredContract schema)
    {
        if (state.Find(submitted.Kind, submitted.Name) is not { } stored)
        {
            return (new CatalogChange(), Refusal.NotFound(
                $"{submitted.Kind} `{submitted.Name}`",
                state.Descriptors.Where(known => known.Descriptor.Kind == submitted.Kind).Select(known => known.Descriptor.Name)));
        }

        string what = $"{submitted.Kind}/{submitted.Name}";
        if (RecordAccess.RefuseChange(submitted.Actor, state, stored.Descriptor, stored.Descriptor) is { } forbidden)
            return (new CatalogChange(), forbidden);
        if (Preconditions.Check($"The schema of {what}", submitted.IfMatch, submitted.MustBeNew, stored.DocumentHash) is { } changed)
            return (new CatalogChange(), changed);
        if (stored.DocumentHash == schema.Hash)
            return (new CatalogChange(), new RegisteredSchema(schema.Hash, false, false));
        AuditNote note = new(clock.GetUtcNow(), submitted.Actor, "schema-changed", what)
        {
            Detail = $"schema {schema.Hash}" + (stored.DocumentHash is { } before ? $", before it {before}" : ""),
        };
        return (
            new CatalogChange { Contracts = [schema], Descriptors = [stored with { DocumentHash = schema.Hash }], Audit = [note] },
            new RegisteredSchema(schema.Hash, stored.DocumentHash is null, true));
    }

    private static Refusal? Unsound(DocumentBundle bundle)
    {
        IReadOnlyList<Finding> errors = [.. bundle.Findings.Where(finding => finding.Severity == Severity.Error)];
        if (errors.Count > 0)
            return new Refusal(CatalogProblemTypes.SchemaInvalid, errors[0].Message) { Findings = errors };
        DocumentNode root = bundle.Root.Root;
        if (!root.IsObject)
            return Invalid("The body is no JSON Schema: it must be an object.", "Begin with type: object and its properties.", root, "");
        return root["$schema"] is { } dialect && dialect.AsString?.TrimEnd('#') != "https://json-schema.org/draft/2020-12/schema"
            ? Invalid($"`$schema` is {dialect.AsString ?? "no text"}.", "Schemas of the catalog are JSON Schema 2020-12.", dialect, "/$schema")
            : null;
    }

    private static Refusal? NoSchema(Descriptor? descriptor, DocumentBundle bundle)
    {
        Finding[] findings = descriptor is null ? [] : [.. SchemaFindings.Of(descriptor, bundle)];
        return findings.Length == 0 ? null : new Refusal(CatalogProblemTypes.SchemaInvalid, findings[0].Message) { Findings = findings };
    }

    private static Refusal Invalid(string message, string fix, DocumentNode at, string pointer) => new(CatalogProblemTypes.SchemaInvalid, message)
    {
        Findings = [CatalogFindings.Catalog(SchemaFindings.Rule, message, fix, at.Span, pointer)],
    };
}
