using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Annotations that a change may be reported of.</summary>
internal static class NoteReading
{
    public static SchemaNotes Read(DocumentNode node)
    {
        SchemaNotes notes = new();
        foreach (DocumentMember member in node.Members)
        {
            DocumentNode value = member.Value;
            notes = member.Name switch
            {
                "default" => notes with { Default = JsonValueText.Of(value) },
                "readOnly" => notes with { ReadOnly = value.AsBoolean == true },
                "writeOnly" => notes with { WriteOnly = value.AsBoolean == true },
                "deprecated" => notes with { Deprecated = value.AsBoolean == true },
                "x-sunset" => notes with { Sunset = value.Text },
                "x-stability-level" => notes with { Stability = value.Text },
                "x-extensible-enum" => notes with { ExtensibleEnum = [.. value.Items.Select(item => item.Text ?? "")] },
                "const" => notes with { IsConst = true },
                "discriminator" => notes with { Discriminator = value },
                "xml" => notes with { Xml = value },
                "title" => notes with { Title = value.AsString },
                "example" or "examples" => notes with { Examples = notes.Examples + Encoding.UTF8.GetString(value.ToJson()) },
                _ => notes,
            };
        }

        return notes;
    }

    /// <summary>What both say; the first where they differ.</summary>
    public static SchemaNotes Both(SchemaNotes one, SchemaNotes other) => one with
    {
        Default = one.Default ?? other.Default,
        ReadOnly = one.ReadOnly || other.ReadOnly,
        WriteOnly = one.WriteOnly || other.WriteOnly,
        Deprecated = one.Deprecated || other.Deprecated,
        Sunset = one.Sunset ?? other.Sunset,
        Stability = one.Stability ?? other.Stability,
        IsConst = one.IsConst || other.IsConst,
        ExtensibleEnum = one.ExtensibleEnum.Count > 0 ? one.ExtensibleEnum : other.ExtensibleEnum,
        Discriminator = one.Discriminator ?? other.Discriminator,
        Xml = one.Xml ?? other.Xml,
        Examples = one.Examples ?? other.Examples,
        Title = one.Title ?? other.Title,
        IsTypeList = one.IsTypeList || other.IsTypeList,
    };
}
