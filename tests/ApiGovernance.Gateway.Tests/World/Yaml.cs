using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>Policies and back ends as the catalog's files write them, read by the catalog's reader.</summary>
public static class Yaml
{
    /// <param name="policy">What stands under <c>policy:</c>, on one line.</param>
    public static OperationPolicy Policy(string policy) => Read<ApiDescriptor>($$"""
        apiVersion: apigovernance/v1
        kind: Api
        metadata: {name: any}
        spec:
          owner: team
          domain: sales
          entity: order
          visibility: internal
          dataClassification: internal
          backend: erp
          basePath: /any
          policy: {{policy}}
          versions: []
        """).Spec.Policy!;

    /// <param name="operation">As the contract writes it.</param>
    /// <param name="policy">What stands under its <c>policy:</c>, on one line.</param>
    public static OperationRule Rule(string operation, string policy) => Read<ApiDescriptor>($$"""
        apiVersion: apigovernance/v1
        kind: Api
        metadata: {name: any}
        spec:
          owner: team
          domain: sales
          entity: order
          visibility: internal
          dataClassification: internal
          backend: erp
          basePath: /any
          operations: [{operation: '{{operation}}', policy: {{policy}}}]
          versions: []
        """).Spec.Operations.Single();

    /// <param name="more">Members of the back end's spec beside its address, in braces.</param>
    public static SnapshotBackend Backend(string name, string address, string more)
    {
        BackendSpec spec = Read<BackendDescriptor>($$"""
            apiVersion: apigovernance/v1
            kind: Backend
            metadata: {name: {{name}}}
            spec: {owner: team, system: erp, address: '{{address}}', {{more}}}
            """).Spec;
        return new SnapshotBackend(name, spec.System, spec.Address, spec.TimeoutSeconds, spec.MaxConcurrency)
        {
            Destinations = spec.Destinations,
            Breaker = spec.Breaker,
            Health = spec.Health,
            HonoursIdempotencyKey = spec.HonoursIdempotencyKey,
        };
    }

    private static T Read<T>(string yaml)
        where T : Descriptor
    {
        DescriptorReadResult read = DescriptorReader.Read(DocumentReader.Read("test.yaml", Encoding.UTF8.GetBytes(yaml)), allowNoVersions: true);
        read.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message).ShouldBeEmpty(yaml);
        return read.Descriptor.ShouldBeOfType<T>();
    }
}
