using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Circuits.Rollup.Tests;

public sealed class RollupPublicsTests
{
    /// <summary>The scalars are the words that a contract hashes, as far as they are no lists; the domain comes last.</summary>
    [Fact]
    public void Scalars_OfABatch_AreTheFirstWordsOfItsPublicData()
    {
        BatchHeader header = new(
            new(Fr.FromInt64(101), Fr.FromInt64(102), Fr.FromInt64(103), Fr.FromInt64(104)),
            new(Fr.FromInt64(105), Fr.FromInt64(106), Fr.FromInt64(107), Fr.FromInt64(108)),
            new BatchNumber(109),
            FirstTime: new(110),
            LastTime: new(111),
            FirstSequence: new(112),
            LastSequence: new(113),
            Fr.FromInt64(114),
            FirstQueueIndex: new(115));
        BatchPublicData data = new(header, [], [], []);
        Assert.Equal([.. data.ToWords(), Fr.FromInt64(99)], RollupPublics.ComputeScalars(header, 0, 0, 0, Fr.FromInt64(99)));
        Assert.Equal(
            [Fr.FromInt64(2), Fr.FromInt64(3), Fr.FromInt64(4), Fr.Zero],
            RollupPublics.ComputeScalars(header, 2, 3, 4, Fr.Zero).Skip(data.WordCount - 3));
    }
}
