from doorstep.places.models import Division


def test_db(db):
    assert Division.objects.count() == 0
