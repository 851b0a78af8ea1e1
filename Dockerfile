# syntax=docker/dockerfile:1
# One image for every role of `apigov serve`. The last stage is nothing but a `dotnet publish` layout on the ASP.NET runtime: with a
# layout at hand (`dotnet publish src/ApiGovernance.Cli -c Release -o artifacts/image`) `--build-context layout=artifacts/image` builds it without the SDK.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/ApiGovernance.Cli -c Release -o /layout

FROM scratch AS layout
COPY --from=build /layout /

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=layout / /app
COPY catalog /etc/apigov/catalog
COPY policies /etc/apigov/policies
# Data folders of other owners cannot be written by the user that the process has; a volume takes over the owner of the folder that it hides.
RUN mkdir /data && chown $APP_UID /data
VOLUME /data
USER $APP_UID
WORKDIR /data
EXPOSE 8080 8081
LABEL org.opencontainers.image.title="apigov" \
      org.opencontainers.image.description="API gateway, catalog and change gate: every role of apigov serve" \
      org.opencontainers.image.licenses="Apache-2.0"
ENTRYPOINT ["dotnet", "/app/apigov.dll"]
CMD ["serve", "--help"]
