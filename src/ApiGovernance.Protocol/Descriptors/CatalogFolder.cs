using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>
/// Reads a catalog's folder: <c>teams/</c>, <c>backends/</c>, <c>plans/</c>, <c>consumers/</c>, <c>subscriptions/</c>,
/// <c>canonical/</c>, <c>events/</c>, <c>waivers/</c>, <c>overlaps/</c> and <c>apis/&lt;api&gt;/api.yaml</c> with the contracts and schemas that they name. Nothing that is there is passed over in silence.
/// </summary>
public static class CatalogFolder
{
    /// <param name="directory">As it was given; findings show paths that begin with it.</param>
    public static CatalogFolderContent Load(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var findings = new DescriptorFindings();
        var contracts = new Dictionary<(string Api, string Version), DocumentBundle>();
        var schemas = new Dictionary<string, DocumentBundle>(StringComparer.Ordinal);
        var eventSchemas = new Dictionary<string, DocumentBundle>(StringComparer.Ordinal);
        List<LoadedDescriptor> descriptors = [];
        foreach (CatalogFile file in CatalogFiles.Of(directory, findings))
        {
            if (ReadDescriptor(file, findings) is { } loaded)
                descriptors.Add(loaded);
        }

        foreach (LoadedDescriptor loaded in descriptors)
        {
            if (loaded.Descriptor is ApiDescriptor api)
                ReadContracts(directory, api, loaded, contracts, findings);
            else if (loaded.Descriptor is CanonicalEntityDescriptor entity
                && ReadFile(directory, entity.Spec.Schema, loaded, "/spec/schema", findings) is { } schema)
                AddSchema(entity.Name, schema, schemas, findings);
            else if (loaded.Descriptor is EventContractDescriptor contract
                && ReadFile(directory, contract.Spec.SchemaPlace().File, loaded, "/spec/schema", findings, root: directory) is { } payload)
            {
                AddSchema(contract.Name, payload, eventSchemas, findings);
                EventSchema.Check(contract, loaded, payload, findings);
            }
        }

        findings.Add(DescriptorRules.Check(descriptors));
        return new CatalogFolderContent(descriptors, contracts, schemas, eventSchemas, findings.All);
    }

    private static LoadedDescriptor? ReadDescriptor(CatalogFile file, DescriptorFindings findings)
    {
        SourceDocument document;
        try
        {
            document = DocumentReader.Read(file.ShownPath, File.ReadAllBytes(file.ShownPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error(
                "catalog-file-unreadable", $"{file.ShownPath} cannot be opened: {e.Message}", "Check that the file may be read.",
                new SourceSpan(file.ShownPath, 1, 1, 1, 1), "");
            return null;
        }

        DescriptorReadResult result = DescriptorReader.Read(document);
        findings.Add(result.Findings);
        if (result.Descriptor is not { } descriptor)
            return null;

        var loaded = new LoadedDescriptor(descriptor, document, file.Path);
        if (descriptor.Kind != file.Kind)
        {
            findings.Error(
                "catalog-wrong-folder", $"`kind` is {descriptor.Kind}; files here are of kind {file.Kind}.",
                $"Move the file to {CatalogFiles.HomeOf(descriptor)}.", loaded.PlaceOf("/kind"), "/kind");
        }
        else if (descriptor.Name != file.Name)
        {
            findings.Warning(
                "catalog-file-name", $"`metadata.name` is `{descriptor.Name}`; by the file's place it is `{file.Name}`.",
                $"Move the file to {CatalogFiles.HomeOf(descriptor)}, or change the name.", loaded.PlaceOf("/metadata/name"), "/metadata/name");
        }

        return loaded;
    }

    private static void ReadContracts(
        string directory, ApiDescriptor api, LoadedDescriptor loaded, Dictionary<(string, string), DocumentBundle> contracts, DescriptorFindings findings)
    {
        Dictionary<string, ApiContract> read = new(StringComparer.Ordinal);
        for (int i = 0; i < api.Spec.Versions.Count; i++)
        {
            ApiVersionSpec version = api.Spec.Versions[i];
            if (ReadFile(directory, version.Contract, loaded, JsonPointer.Append("/spec/versions", i) + "/contract", findings) is not { } bundle)
                continue;

            ContractReadResult contract = ContractReader.Read(bundle);
            findings.Add(contract.Findings.Select(f => f with { Api = api.Name }));
            if (!contract.IsFatal)
                contracts.TryAdd((api.Name, version.Name), bundle);
            if (contract.Contract is { } model)
                read.TryAdd(version.Name, model);
        }

        OperationRuleCheck.Check(api.Spec, loaded, read, findings);
    }

    private static void AddSchema(string name, DocumentBundle schema, Dictionary<string, DocumentBundle> schemas, DescriptorFindings findings)
    {
        findings.Add(schema.Findings);
        if (schema.Root.IsReadable)
            schemas.TryAdd(name, schema);
    }

    /// <summary>A file that a descriptor names, with the files that it refers to; all are in the descriptor's folder or below.</summary>
    /// <param name="root">Another folder in which those that it refers to may be.</param>
    private static DocumentBundle? ReadFile(
        string directory, string named, LoadedDescriptor loaded, string pointer, DescriptorFindings findings, string? root = null)
    {
        string folder = CatalogFiles.Join(directory, Path.GetDirectoryName(loaded.Path)!.Replace('\\', '/'));
        string path = CatalogFiles.Join(folder, named);
        if (File.Exists(path))
            return DocumentBundle.FromFile(path, rootFolder: root ?? folder);

        findings.Error(
            "catalog-file-missing", $"There is no file {path}.", $"Add it, or correct `{pointer[(pointer.LastIndexOf('/') + 1)..]}`.",
            loaded.PlaceOf(pointer), pointer);
        return null;
    }
}
