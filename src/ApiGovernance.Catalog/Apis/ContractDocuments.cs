using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Catalog.Apis;

/// <summary>What is kept of a contract that was judged.</summary>
internal static class ContractDocuments
{
    public static StoredContract Of(DocumentBundle bundle, Verdict verdict)
    {
        byte[] document = bundle.ToSingleDocument();
        // Several files have no one text; their one JSON document stands for them.
        byte[] source = bundle.Documents.Count == 1 ? bundle.Root.Bytes.ToArray() : document;
        return new StoredContract(GovernanceGate.HashOf(document), document, source, MediaTypeOf(source), verdict.Contract?.Version ?? "");
    }

    /// <summary>What is kept of a JSON Schema.</summary>
    public static StoredContract OfSchema(DocumentBundle bundle)
    {
        byte[] document = bundle.ToSingleDocument();
        byte[] source = bundle.Documents.Count == 1 ? bundle.Root.Bytes.ToArray() : document;
        return new StoredContract(GovernanceGate.HashOf(document), document, source, MediaTypeOf(source), "");
    }

    private static string MediaTypeOf(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && text[first] is (byte)'{' or (byte)'[' ? "application/json" : "application/yaml";
    }
}
