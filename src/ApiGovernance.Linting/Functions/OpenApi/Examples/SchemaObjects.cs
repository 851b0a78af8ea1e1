using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>
/// The schemas of a document as examples meet them. They are walked where they stand: nothing is expanded, and a schema is read when the
/// first example comes to it, once for all.
/// </summary>
internal sealed class SchemaObjects
{
    private static readonly ConditionalWeakTable<DocumentView, SchemaObjects> Known = [];

    private readonly ConcurrentDictionary<DocumentNode, SchemaObject> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly SchemaLeaves _leaves;
    private readonly string _nullable;

    private SchemaObjects(DocumentView view)
    {
        View = view;
        OpenApiVersion version = OpenApiVersions.Of(view);
        // Before 3.1, and where 3.1 says so, exclusive bounds are booleans as in draft 4.
        bool draft4 = version < OpenApiVersion.V31
            || view.Bundle.Root.Root["jsonSchemaDialect"]?.AsString?.StartsWith("http://json-schema.org/draft-04/", StringComparison.Ordinal) == true;
        _leaves = new SchemaLeaves(draft4 ? SchemaDialect.OpenApi30 : SchemaDialect.OpenApi31);
        _nullable = version == OpenApiVersion.V20 ? "x-nullable" : "nullable";
    }

    public DocumentView View { get; }

    public static SchemaObjects Of(DocumentView view) => Known.GetValue(view, static key => new SchemaObjects(key));

    /// <param name="written">A schema, or a reference to one.</param>
    public SchemaObject this[DocumentNode written]
    {
        get
        {
            DocumentNode node = View.Follow(written);
            return _objects.TryGetValue(node, out SchemaObject? known) ? known : _objects.GetOrAdd(node, new SchemaObject(node, _nullable, _leaves));
        }
    }
}
