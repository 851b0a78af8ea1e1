-- statement ReadSnapshotIsolation
SELECT CAST(snapshot_isolation_state AS int) FROM sys.databases WHERE database_id = DB_ID();

-- statement AllowSnapshotIsolation
ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;

-- statement LockMigrations
DECLARE @result int;
EXEC @result = sp_getapplock @Resource = N'apigov-migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
SELECT @result;

-- statement CreateMigrationsTable
IF OBJECT_ID(N'dbo.schema_migrations', N'U') IS NULL
  CREATE TABLE dbo.schema_migrations (
    number bigint NOT NULL CONSTRAINT schema_migrations_key PRIMARY KEY,
    name nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sha256 nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    applied_utc datetime2(7) NOT NULL
  );

-- statement ReadMigrations
SELECT number AS Number, name AS Name, sha256 AS Checksum FROM dbo.schema_migrations ORDER BY number;

-- statement AddMigration
INSERT INTO dbo.schema_migrations (number, name, sha256, applied_utc) VALUES (@Number, @Name, @Checksum, @At);
