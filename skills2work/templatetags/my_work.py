"""What the first page of the admin asks: what needs the person who has signed in."""

from typing import Any

from django import template

from skills2work.staff.work import Task, tasks_of

register = template.Library()


@register.simple_tag(takes_context=True)
def my_work(context: Any) -> list[Task]:
    """Return the kinds of work that wait for her, in the order that the address asks for."""
    request = context["request"]
    return tasks_of(request.user, request.GET.get("order", ""))
