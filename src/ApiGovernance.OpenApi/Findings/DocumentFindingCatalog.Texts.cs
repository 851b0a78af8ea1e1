namespace ApiGovernance.OpenApi.Findings;

public static partial class DocumentFindingCatalog
{
    private static IEnumerable<DocumentFindingDefinition> Texts() =>
    [
        Fatal("document-not-found", "There is no such file, or it may not be read.", "Correct the path."),
        Fatal("document-empty", "The file has no value at all.", "Write an API document into it."),
        Fatal("document-syntax", "The text is neither JSON nor YAML.", "Look at the place and just before it: a bracket, a quote or an indentation."),
        Fatal("document-encoding", "The bytes are not UTF-8 (JSON), or no Unicode text.", "Save the file as UTF-8."),
        Fatal("document-multiple", "The file holds several YAML documents.", "Put each contract into a file of its own."),
        Fatal("document-too-large", "A file, the bundle, a text or the number of values is over its budget; aliases count as what they stand for.", "Split the document, or raise the limit that the message names."),
        Fatal("document-too-deep", "Objects and lists are nested deeper than the budget.", "Name inner schemas and refer to them."),
        Fatal("document-too-many-references", "The files of a bundle have more references than the budget.", "Split the contract."),
        Fatal("document-recursive-alias", "A YAML alias contains itself.", "Use $ref for recursive structures."),
        Fatal("document-yaml-key", "A YAML key is a mapping, a sequence or an alias of one.", "Write the key as text."),
        Error("document-duplicate-key", "A key is written twice in one object; the last one is taken.", "Remove one of them."),
        Warning("document-yaml-indentation", "Lines are indented as YAML does not allow, but in a way that many tools accept.", "Indent as the message says."),
        Warning("document-yaml-comment", "A comment follows a value without a space.", "Put a space before the #."),
        Warning("document-yaml-control", "The text holds a control character that YAML does not allow.", "Remove it."),
        Warning("document-yaml-encoding", "The file is UTF-16 or UTF-32, which YAML allows and many readers refuse.", "Save the file as UTF-8."),
        Error("document-yaml-merge-key", "The merge key << is not part of YAML 1.2; its members are read into the object, and other readers see a key of that name.", "Write the members out."),
        Warning("document-yaml-not-json", "A number such as .inf or .nan does not exist in JSON; it is read as text.", "Leave it out or quote it."),
        Warning("document-yaml-tag", "A YAML tag means nothing in an API document, or does not fit its value.", "Remove the tag."),
        Warning("document-yaml-version", "The file declares another YAML version; it is read as 1.2.", "Remove the directive and quote yes, no, on and off where they are text."),
        Info("document-bom", "The file starts with a byte order mark, which some readers refuse.", "Save the file without it."),
    ];
}
