using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Gateway.Validation;

/// <summary>How places in a contract are addressed, and how they are told to clients.</summary>
internal static class SchemaPlaces
{
    /// <summary>What every contract is called here: whoever reads an answer looks for the file of this name.</summary>
    public const string ContractName = "openapi.yaml";

    private const string Scheme = "contract:///";
    private const string Forms = "contract:///forms/";

    /// <summary>The address of a schema with its pointer as a URI fragment.</summary>
    public static string Uri(string documentUri, string pointer) =>
        documentUri + "#" + string.Join('/', pointer.Split('/').Select(System.Uri.EscapeDataString));

    /// <summary>The address of the schema made of an operation's form fields.</summary>
    public static string FormUri(string operationPointer) => Forms + System.Uri.EscapeDataString(operationPointer);

    /// <summary>Without the scheme that only the gateway knows; of a form that was put together, where its fields are declared.</summary>
    public static string Shown(string location)
    {
        if (location.StartsWith(Forms, StringComparison.Ordinal))
            return $"{ContractName}#{System.Uri.UnescapeDataString(location[Forms.Length..].Split('#')[0])}/parameters";
        return location.StartsWith(Scheme, StringComparison.Ordinal) ? location[Scheme.Length..] : location;
    }

    /// <summary>
    /// The lines of a contract. One that is all on one line, as the catalog keeps it, has none that tell more than the pointer.
    /// </summary>
    public static SchemaSourceLookup? Sources(SourceDocument document)
    {
        if (!document.Bytes.Span.TrimEnd("\r\n"u8).Contains((byte)'\n'))
            return null;
        return pointer =>
        {
            SourceSpan span = document.SpanOf(pointer);
            return new SchemaSource(span.File, span.Line, span.Column);
        };
    }
}
