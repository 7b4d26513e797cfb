using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Encoding;

public class TransactionSigningTests
{
    [Theory]
    [MemberData(nameof(WireData.Signed), MemberType = typeof(WireData))]
    public void Verify_EveryChange_GivesNoKey(TransactionKind kind)
    {
        SigningCheck check = new();
        Assert.True(TransactionTypes.Visit<SigningCheck, bool>(kind, ref check));
    }

    [Fact]
    public void Batch_GoodAndBadMixed_HasTheOutcomeOfEach()
    {
        using SchnorrSecretKey key = Key(1);
        using SchnorrSecretKey other = Key(2);
        SignatureBatch batch = new(WireData.Domain, 40);
        List<SchnorrPublicKey> expected = [];
        List<Fr> hashes = [];
        for (int i = 0; i < 40; i++)
        {
            // Verification comes in two parts; transactions of five lanes stand alone, together and at both ends.
            bool isLong = i is 0 or 7 or 8 or 20 or 39;
            (SchnorrPublicKey valid, Fr hash) = isLong ? Add<OpenSession>(batch, key, other, i) : Add<Withdraw>(batch, key, other, i);
            Assert.Equal(i % 3 != 0 ? key.PublicKey : default, valid);
            expected.Add(valid);
            hashes.Add(hash);
            if (i == 17)
            {
                batch.Verify();
                Assert.Equal(expected[17], batch.VerifiedKey(17));
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => batch.VerifiedKey(18));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Hash(18));
        Assert.Throws<InvalidOperationException>(() => batch.Add(default(CancelAll), default, default));
        batch.Verify();
        Assert.Equal(expected, Enumerable.Range(0, batch.Count).Select(batch.VerifiedKey));
        Assert.Equal(hashes, Enumerable.Range(0, batch.Count).Select(batch.Hash));
        batch.Clear();
        Assert.Equal(0, batch.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.VerifiedKey(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Hash(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Hash(-1));
        batch.Verify();
    }

    [OptimizedFact]
    public void Batch_Reused_AllocatesNothing()
    {
        using SchnorrSecretKey key = Key(3);
        PlaceOrder order = Sample<PlaceOrder>(0);
        SchnorrSignature signature = key.Sign(WireData.Domain, order);
        SignatureBatch batch = new(WireData.Domain, 16);
        long allocated = -1;
        for (int round = 0; round < 30; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < batch.Capacity; i++)
            {
                batch.Add(order, signature, key.PublicKey);
            }

            batch.Verify();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(key.PublicKey, batch.VerifiedKey(15));
            batch.Clear();
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void KeyAddress_EachType_IsWhereItsAuthorityLies()
    {
        AccountId account = new(77);
        SessionHeader header = new(account, new SessionSlot(5), new SessionSerial(3), new Nonce(9), default);
        RecordAddress session = RecordAddress.Session(account, new SessionSlot(5));
        RecordAddress owner = RecordAddress.Owner(account);
        Assert.Equal(owner, OpenSession.KeyAddress(default(OpenSession) with { Account = account }));
        Assert.Equal(owner, RevokeSession.KeyAddress(default(RevokeSession) with { Account = account }));
        Assert.Equal(session, PlaceOrder.KeyAddress(default(PlaceOrder) with { Header = header }));
        Assert.Equal(session, CancelOrder.KeyAddress(default(CancelOrder) with { Header = header }));
        Assert.Equal(session, CancelAll.KeyAddress(new CancelAll(header)));
        Assert.Equal(session, Withdraw.KeyAddress(new Withdraw(header, default)));
        Assert.Equal(owner, Withdraw.KeyAddress(new Withdraw(header with { Serial = SessionSerial.None }, default)));
        Assert.Equal(RecordAddress.Signer(new SignerIndex(4)), RiskUpdate.KeyAddress(default));
        for (int signer = 0; signer <= 4; signer++)
        {
            SignerIndex index = new(signer);
            Assert.Equal(RecordAddress.Signer(index), OracleUpdate.KeyAddress(default(OracleUpdate) with { Signer = index }));
        }

        RecordAddress none = OracleUpdate.KeyAddress(default(OracleUpdate) with { Signer = new SignerIndex(5) });
        Assert.Equal(RecordClass.None, none.Class);
    }

    private static SchnorrSecretKey Key(byte seed) => SchnorrSecretKey.FromSeed(Enumerable.Repeat(seed, 32).ToArray());

    private static T Sample<T>(int seed)
        where T : struct, ISignedTransaction<T>
    {
        FieldEditor editor = new(new Random(seed));
        return T.Visit(ref editor, default);
    }

    /// <summary>Adds a signature that is bad if the place is a multiple of 3, in one of three ways.</summary>
    private static (SchnorrPublicKey Valid, Fr Hash) Add<T>(SignatureBatch batch, SchnorrSecretKey key, SchnorrSecretKey other, int place)
        where T : struct, ISignedTransaction<T>
    {
        T transaction = Sample<T>(place);
        SchnorrSignature signature = key.Sign(WireData.Domain, transaction);
        SchnorrPublicKey claimed = key.PublicKey;
        switch (place % 9)
        {
            case 0:
                claimed = other.PublicKey;
                break;
            case 3:
                claimed = default;
                break;
            case 6:
                FieldEditor editor = new(new Random(place), 0);
                transaction = T.Visit(ref editor, transaction);
                break;
        }

        Assert.Equal(place, batch.Add(transaction, signature, claimed));
        SchnorrPublicKey valid = TransactionSigning.Verify(WireData.Domain, transaction, signature, claimed);
        return (valid, TransactionLanes.Hash(WireData.Domain, transaction));
    }

    private readonly struct SigningCheck : ITransactionTypeVisitor<bool>
    {
        bool ITransactionTypeVisitor<bool>.VisitSigned<T>()
        {
            using SchnorrSecretKey key = Key(4);
            using SchnorrSecretKey other = Key(5);
            TransactionDomain domain = WireData.Domain;
            T transaction = Sample<T>(6);
            SchnorrSignature signature = key.Sign(domain, transaction);
            Assert.Equal(key.PublicKey, TransactionSigning.Verify(domain, transaction, signature, key.PublicKey));
            Assert.Equal(default, TransactionSigning.Verify(domain, transaction, signature, other.PublicKey));
            Assert.Equal(default, TransactionSigning.Verify(domain, transaction, signature, default));
            Assert.Equal(default, TransactionSigning.Verify(domain, transaction, default, key.PublicKey));
            TransactionDomain chain = new(new ChainId(domain.Chain.Value + 1), domain.Contract);
            Assert.Equal(default, TransactionSigning.Verify(chain, transaction, signature, key.PublicKey));
            for (int field = 0; field < FieldShape.Of<T>().Length; field++)
            {
                FieldEditor editor = new(new Random(field), field);
                T changed = T.Visit(ref editor, transaction);
                Assert.Equal(default, TransactionSigning.Verify(domain, changed, signature, key.PublicKey));
            }

            return true;
        }

        bool ITransactionTypeVisitor<bool>.VisitProven<T>() => throw new NotSupportedException("It has no signature.");

        bool ITransactionTypeVisitor<bool>.VisitOperation<T>() => throw new NotSupportedException("It has no signature.");
    }
}
