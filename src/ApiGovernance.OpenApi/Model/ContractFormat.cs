namespace ApiGovernance.OpenApi.Model;

public enum ContractFormat
{
    Swagger20,
    OpenApi30,
    OpenApi31,
    OpenApi32,
}
