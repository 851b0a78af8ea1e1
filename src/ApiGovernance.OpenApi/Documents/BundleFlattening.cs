using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Writes a bundle as one document: other files under an extension of the root, references rewritten to lead there.</summary>
internal static class BundleFlattening
{
    public static byte[] Write(DocumentBundle bundle)
    {
        if (bundle.Documents.Count == 1 || !bundle.Root.Root.IsObject)
            return bundle.Root.ToJson();

        // Files by URI get the numbers 1, 2, ...; the root is where it was.
        Dictionary<string, string> places = bundle.DocumentsInOrder
            .Select((document, i) => (document.Uri, Place: i == 0 ? "" : Numbered(i)))
            .ToDictionary(p => p.Uri, p => p.Place, StringComparer.Ordinal);
        Dictionary<DocumentNode, string> replaced = Rewrite(bundle, places);

        return NodeJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (DocumentMember member in bundle.Root.Root.Members)
            {
                writer.WritePropertyName(member.Name);
                NodeJson.Write(writer, member.Value, replaced);
            }

            writer.WriteStartObject(ReferenceScan.BundledKey);
            foreach ((SourceDocument document, int i) in bundle.DocumentsInOrder.Select((d, i) => (d, i)).Skip(1))
            {
                writer.WritePropertyName(i.ToString(CultureInfo.InvariantCulture));
                NodeJson.Write(writer, document.Root, replaced);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static Dictionary<DocumentNode, string> Rewrite(DocumentBundle bundle, Dictionary<string, string> places)
    {
        var replaced = new Dictionary<DocumentNode, string>(ReferenceEqualityComparer.Instance);
        foreach (SourceDocument document in bundle.DocumentsInOrder)
        {
            foreach (DocumentReference reference in bundle.IndexOf(document).References)
            {
                ReferenceTarget target = ReferenceTarget.Of(reference.BaseUri, reference.Value.Text!);
                if ((target.Kind == ReferenceTargetKind.Here && document == bundle.Root) || !places.ContainsKey(target.DocumentUri))
                    continue; // local to the root, or to a schema with an $id of its own: means the same afterwards

                // A dangling reference stays as it is: the finding about it quotes it so.
                if (bundle.Resolve(reference.BaseUri, reference.Value.Text!) is { } named)
                    replaced[reference.Value] = "#" + Encode(places[named.DocumentUri] + named.Pointer);
            }
        }

        return replaced;
    }

    private static string Numbered(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"/{ReferenceScan.BundledKey}/{number}");

    // A pointer in a fragment is percent-encoded (RFC 6901, 6): everything that RFC 3986 does not let stand there.
    private static string Encode(string pointer)
    {
        var text = new StringBuilder(pointer.Length);
        foreach (byte value in Encoding.UTF8.GetBytes(pointer))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || "/-._~!$&'()*+,;=:@?".Contains((char)value, StringComparison.Ordinal))
                text.Append((char)value);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return text.ToString();
    }
}
