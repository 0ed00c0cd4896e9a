[assembly: AssemblyFixture(typeof(FaceShape.Collector.Tests.PostgresCluster))]
