using System.Runtime.InteropServices;
using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>128 bits over what a node means; equal digests are equal meanings, as far as anybody lives to see another case.</summary>
public readonly record struct NodeDigest(ulong High, ulong Low)
{
    /// <summary>Order counts.</summary>
    internal NodeDigest With(ulong word) => new(Mix(High, word, 0x9E3779B97F4A7C15), Mix(Low, word, 0xC2B2AE3D27D4EB4F));

    internal NodeDigest With(NodeDigest other) => With(other.High).With(other.Low);

    internal NodeDigest With(ReadOnlySpan<byte> bytes)
    {
        NodeDigest digest = With((ulong)bytes.Length);
        while (bytes.Length >= 8)
        {
            digest = digest.With(MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[8..];
        }

        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i++)
            rest |= (ulong)bytes[i] << (8 * i);
        return digest.With(rest);
    }

    private static ulong Mix(ulong state, ulong word, ulong factor)
    {
        state = (state ^ word) * factor;
        return state ^ (state >> 29) ^ (state << 17);
    }
}

/// <summary>
/// Digests of the parts of an OpenAPI document, each taken once. Texts for readers (<c>description</c>, <c>summary</c>, <c>title</c>,
/// <c>externalDocs</c>, <c>$comment</c>) and the order of members count for nothing.
/// </summary>
/// <param name="reference">What a <c>$ref</c> counts for; it is given the node of its value.</param>
public sealed class NodeDigests(Func<DocumentNode, NodeDigest> reference)
{
    private static readonly HashSet<string> ForReaders = new(StringComparer.Ordinal) { "description", "summary", "title", "externalDocs", "$comment" };

    /// <summary>Their members' names are the document's own.</summary>
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal)
    {
        "properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies", "paths", "webhooks", "responses", "content", "headers", "callbacks",
        "links", "schemas", "parameters", "requestBodies", "securitySchemes", "securityDefinitions", "pathItems", "encoding", "variables", "mediaTypes", "channels", "messages", "operations",
    };

    /// <summary>Values of the API, in which every name counts.</summary>
    private static readonly HashSet<string> Data = new(StringComparer.Ordinal) { "default", "example", "examples", "enum", "const", "mapping", "scopes", "security", "required", "tags" };

    private readonly Dictionary<DocumentNode, NodeDigest> _known = new(ReferenceEqualityComparer.Instance);

    private enum Context
    {
        Keywords,
        Names,
        Values,
    }

    public NodeDigest Of(DocumentNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Of(node, Context.Keywords);
    }

    public static NodeDigest OfText(string text) => new NodeDigest(37, 41).With(MemoryMarshal.AsBytes(text.AsSpan()));

    private NodeDigest Of(DocumentNode node, Context context)
    {
        if (!node.IsObject && !node.IsArray)
            return Scalar(node);
        if (_known.TryGetValue(node, out NodeDigest known))
            return known;
        NodeDigest digest = node.IsArray ? Items(node, context) : Members(node, context);
        _known[node] = digest;
        return digest;
    }

    private NodeDigest Items(DocumentNode node, Context context)
    {
        NodeDigest digest = new NodeDigest(3, 5).With((ulong)node.Items.Count);
        foreach (DocumentNode item in node.Items)
            digest = digest.With(Of(item, context));
        return digest;
    }

    private NodeDigest Members(DocumentNode node, Context context)
    {
        // A sum, so that the order does not count.
        ulong high = 7, low = 11;
        IReadOnlyList<DocumentMember> members = node.Members;
        for (int i = 0; i < members.Count; i++)
        {
            DocumentMember member = members[i];
            if (context == Context.Keywords && ForReaders.Contains(member.Name))
                continue;
            NodeDigest value = context == Context.Keywords && member.Name == "$ref" ? reference(member.Value) : Of(member.Value, Below(member, context));
            NodeDigest pair = new NodeDigest(13, 17).With(MemoryMarshal.AsBytes(member.Name.AsSpan())).With(value);
            high += pair.High;
            low += pair.Low;
        }

        return new NodeDigest(19, 23).With(high).With(low);
    }

    private static Context Below(DocumentMember member, Context context)
    {
        if (context == Context.Values)
            return Context.Values;
        if (context == Context.Names)
            return Context.Keywords;
        if (Data.Contains(member.Name) || member.Name.StartsWith("x-", StringComparison.Ordinal))
            return Context.Values;
        return Maps.Contains(member.Name) && member.Value.IsObject ? Context.Names : Context.Keywords;
    }

    private static NodeDigest Scalar(DocumentNode node)
    {
        NodeDigest digest = new NodeDigest(29, 31).With((ulong)node.Kind);
        ReadOnlySpan<byte> utf8 = node.Utf8;
        return utf8.IsEmpty ? digest.With(Encoding.UTF8.GetBytes(node.Text ?? "")) : digest.With(utf8);
    }
}
